import subprocess
import sys

SETTLED = """
import gc
kept = [object() for _ in range(10)]
from shared_lib import heap
heap.settle()
print(gc.get_freeze_count() > 1000)
print(gc.get_threshold() == (heap.YOUNG, heap.MIDDLE, heap.OLD))
print(len(gc.get_objects()) < 1000)
"""


def test_what_was_loaded_is_looked_at_no_more() -> None:
    said = subprocess.run([sys.executable, "-c", SETTLED], capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["True", "True", "True"]
