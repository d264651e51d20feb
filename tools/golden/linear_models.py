"""Writes libs/training/src/converged/golden/linear-models.json: scikit-learn's linear classifiers on a small seeded set.

    VENV/bin/python tools/golden/linear_models.py

LogisticRegression (lbfgs) and LinearSVC (squared hinge, primal), both at tolerance 1e-8.
"""
import json
import os
import sys

import numpy as np
import sklearn
from places import folder
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

COUNT, SIZE = 90, 7


def dataset(classes):
    rng = np.random.default_rng(100 + classes)
    labels = rng.integers(0, classes, COUNT)
    features = rng.normal(size=(COUNT, SIZE)) + rng.normal(size=(classes, SIZE))[labels]
    # correlated and of unequal spread, so that the problem is not too well conditioned
    features = (features @ np.triu(np.full((SIZE, SIZE), 0.6), 1) + features) * np.linspace(0.5, 3, SIZE)
    return np.round(features, 4), labels


cases = []
for classes in (2, 3, 4):
    features, labels = dataset(classes)
    for name, make in (('logistic', lambda c: LogisticRegression(C=c, tol=1e-8, max_iter=100_000)),
                       ('svm', lambda c: LinearSVC(C=c, tol=1e-8, dual=False, max_iter=100_000))):
        for c in (0.01, 1, 50):
            model = make(c).fit(features, labels)
            cases.append({'name': name, 'classes': classes, 'c': c, 'weights': model.coef_.T.round(8).reshape(-1).tolist(),
                          'intercepts': model.intercept_.round(8).tolist(), 'predicted': model.predict(features).tolist()})
sets = {str(k): {'features': dataset(k)[0].reshape(-1).tolist(), 'labels': dataset(k)[1].tolist()} for k in (2, 3, 4)}
path = os.path.join(folder('libs', 'training', 'src', 'converged', 'golden'), 'linear-models.json')
with open(path, 'w') as file:
    json.dump({'source': f'tools/golden/linear_models.py with scikit-learn {sklearn.__version__}', 'count': COUNT, 'size': SIZE,
               'sets': sets, 'cases': cases}, file)
    file.write('\n')
print(len(cases), 'models', file=sys.stderr)
