# Evaluates expressions for the differential test: one JSON object a line in, one line of text out.
import copy, json, operator, re, resource, signal, struct, sys, time, warnings
from functools import reduce

warnings.simplefilter("ignore")
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
NAMES = dict(copy=copy, json=json, operator=operator, re=re, reduce=reduce, time=time)
VIEWS = (tuple, range, type({}.keys()), type({}.values()), type({}.items()))


class NoValue(Exception):
    pass


def shown(value):
    if value is None:
        return "N"
    if isinstance(value, bool):
        return "T" if value else "F"
    if isinstance(value, int):
        return "i" + hex(value)
    if isinstance(value, float):
        return "f" + ("nan" if value != value else struct.pack(">d", value).hex())
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, (set, frozenset)):
        if len(value) > 1:  # in an order that is left to chance
            raise NoValue("set")
        return "[" + ",".join(map(shown, value)) + "]"
    if isinstance(value, list) or isinstance(value, VIEWS):
        return "[" + ",".join(map(shown, value)) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(shown(k) + ":" + shown(v) for k, v in value.items()) + "}"
    raise NoValue(type(value).__name__)


def late(signum, frame):
    raise TimeoutError()


signal.signal(signal.SIGALRM, late)
for line in sys.stdin:
    case = json.loads(line)
    signal.setitimer(signal.ITIMER_REAL, 5)
    try:
        answer = "=" + shown(eval(case["e"], {**NAMES, **case["v"]}))
    except BaseException as e:
        answer = "!" + type(e).__name__ + " " + json.dumps(str(e))
    signal.setitimer(signal.ITIMER_REAL, 0)
    sys.stdout.write(answer + "\n")
    if case["f"]:
        sys.stdout.flush()
