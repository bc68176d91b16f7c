/** The readers in Python, in the order of their answers: the one in Python, and the one in C. */
export const pythonReaders = ['PyYAML', 'PyYAML with libyaml'] as const;

/** Does the same as the program in Go with PyYAML, as it is installed on this machine. */
export const pythonProgram = `
import json, sys, yaml

def plain(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float)):
        return {"number": repr(value)}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {k if isinstance(k, str) else repr(type(k)) + repr(k): plain(v) for k, v in value.items()}
    return {"other": repr(value)}

def read(text, loader):
    try:
        return {"value": plain(yaml.load(text, Loader=loader))}
    except Exception as error:
        return {"error": str(error)}

for line in sys.stdin:
    text = json.loads(line)
    print(json.dumps([read(text, loader) for loader in (yaml.SafeLoader, yaml.CSafeLoader)]))
`;
