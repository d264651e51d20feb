"""Where golden files go: into the repository, or under GOLDEN_ROOT, where they are made only to be compared."""
import json
import os
import sys

REPOSITORY = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))


def folder(*parts):
    """A folder of golden files, by its path in the repository."""
    path = os.path.join(os.environ.get('GOLDEN_ROOT', REPOSITORY), *parts)
    os.makedirs(path, exist_ok=True)
    return path


def write(directory, name, golden):
    with open(os.path.join(directory, name), 'w') as file:
        json.dump(golden, file, allow_nan=False)
        file.write('\n')
    print(os.path.join(directory, name), file=sys.stderr)
