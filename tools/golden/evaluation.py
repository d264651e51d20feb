"""Golden values of libs/models/src/evaluation, from scikit-learn and statsmodels.

    npm run golden -- evaluation

Point values: sklearn.metrics. Wilson intervals: statsmodels proportion_confint(method="wilson"). Bootstrap: scikit-learn's
f1_score on each resample and numpy.quantile over them; the resamples come from Philox4x32-10, written here a second time in
numpy, with the key (seed, FNV-1a of "bootstrap") and the counter (block, draw, 0, 0).
"""

import warnings

import numpy as np
import sklearn
import statsmodels
from places import folder, write
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_score, recall_score
from statsmodels.stats.proportion import proportion_confint

warnings.filterwarnings("ignore")
DRAWS, SEED = 2000, 7
MASK = np.uint64(0xFFFFFFFF)


def fnv(text):
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def philox(key0, key1, blocks, draw):
    c0 = np.arange(blocks, dtype=np.uint64)
    c1 = np.full(blocks, draw, np.uint64)
    c2 = np.zeros(blocks, np.uint64)
    c3 = np.zeros(blocks, np.uint64)
    k0, k1 = np.uint64(key0), np.uint64(key1)
    for _ in range(10):
        p0, p1 = c0 * np.uint64(0xD2511F53), c2 * np.uint64(0xCD9E8D57)
        c0, c1, c2, c3 = (p1 >> np.uint64(32)) ^ c1 ^ k0, p1 & MASK, (p0 >> np.uint64(32)) ^ c3 ^ k1, p0 & MASK
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & MASK, (k1 + np.uint64(0xBB67AE85)) & MASK
    return np.stack([c0, c1, c2, c3], axis=1).reshape(-1)


def resample(count, draw):
    words = philox(SEED, fnv("bootstrap"), count, draw)  # four times as many as needed: room for rejected ones
    fair = words[words >= np.uint64((1 << 32) % count)]
    return (fair[:count] % np.uint64(count)).astype(int)


def wilson(successes, count):
    if count == 0:
        return {"value": None, "low": None, "high": None}
    low, high = proportion_confint(successes, count, method="wilson")
    return {"value": successes / count, "low": float(low), "high": float(high)}


def undefined(value):
    return None if np.isnan(value) else float(value)


def case(name, classes, labels, scores):
    predicted = scores.argmax(axis=1)
    ids = list(range(classes))
    matrix = confusion_matrix(labels, predicted, labels=ids)
    f1 = f1_score(labels, predicted, labels=ids, average=None, zero_division=np.nan)
    drawn = np.array([f1_score(labels[i], predicted[i], labels=ids, average=None, zero_division=np.nan)
                      for i in (resample(len(labels), d) for d in range(DRAWS))])
    # scikit-learn calls F1 undefined where there is neither truth nor prediction, as we do
    def interval(column):
        column = column[~np.isnan(column)]
        return {"low": float(np.quantile(column, 0.025)), "high": float(np.quantile(column, 0.975))} if len(column) else {"low": None, "high": None}
    per_class = []
    for k in ids:
        tp, fn, fp = matrix[k, k], matrix[k].sum() - matrix[k, k], matrix[:, k].sum() - matrix[k, k]
        tn = matrix.sum() - tp - fn - fp
        entry = {"support": int(tp + fn), "sensitivity": wilson(tp, tp + fn), "specificity": wilson(tn, tn + fp), "precision": wilson(tp, tp + fp)}
        recall = recall_score(labels, predicted, labels=[k], average=None, zero_division=np.nan)[0]
        precision = precision_score(labels, predicted, labels=[k], average=None, zero_division=np.nan)[0]
        assert undefined(recall) == entry["sensitivity"]["value"] and undefined(precision) == entry["precision"]["value"]
        bounds = interval(drawn[:, k]) if undefined(f1[k]) is not None else {"low": None, "high": None}
        entry["f1"] = {"value": undefined(f1[k]), **bounds}
        per_class.append(entry)
    accuracy = wilson(int(np.trace(matrix)), len(labels))
    assert accuracy["value"] == accuracy_score(labels, predicted)
    return {"name": name, "classes": classes, "labels": labels.tolist(), "scores": scores.round(4).reshape(-1).tolist(),
            "accuracy": accuracy, "f1Macro": {"value": float(np.nanmean(f1)), **interval(np.nanmean(drawn, axis=1))},
            "perClass": per_class, "confusion": matrix.tolist()}


def random_case(name, classes, count, sharpness, absent=()):
    rng = np.random.default_rng(20260101 + count)
    labels = rng.choice([k for k in range(classes) if k not in absent], count)
    logits = rng.normal(size=(count, classes))
    logits[np.arange(count), labels] += sharpness
    logits[:, list(absent)] -= 20
    scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return case(name, classes, labels, scores.round(4))


cases = [
    random_case("four classes, mostly right", 4, 60, 2.0),
    random_case("two classes, nearly chance", 2, 25, 0.3),
    random_case("a class neither there nor predicted", 3, 20, 1.5, absent=(1,)),
    case("all right", 2, np.array([0, 1, 1, 0, 1]), np.eye(2)[[0, 1, 1, 0, 1]]),
]
proportions = [{"successes": s, "n": n, **wilson(s, n)} for s, n in [(0, 1), (1, 1), (0, 10), (10, 10), (1, 10), (5, 10), (97, 100), (1281, 1311), (1, 100000)]]
write(folder("libs", "models", "src", "evaluation", "golden"), "evaluation.json", {
    "source": f"tools/golden/evaluation.py with scikit-learn {sklearn.__version__}, statsmodels {statsmodels.__version__}, numpy {np.__version__}",
    "proportions": proportions, "cases": cases})
