package io.nephoscope.expression.functions;

import java.util.Map;

/** Names of Python's that are left out on purpose, and what to write instead. The page of the language lists them. */
public final class Refused {

    private static final String CODE = "an expression cannot run other code";
    private static final String FILES = "an expression cannot reach files, programs or the network";
    private static final String NEW = "values do not change; write ";
    private static final String KEY = "write value['key'] for a key";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("eval", CODE),
            Map.entry("exec", CODE),
            Map.entry("compile", CODE),
            Map.entry("__import__", CODE + "; json, re, time, operator, copy and reduce are there"),
            Map.entry("open", FILES),
            Map.entry("input", FILES),
            Map.entry("print", "the value of the expression is what it gives"),
            Map.entry("requests", FILES + "; use extra_metadata_fields for a second request"),
            Map.entry("subprocess", FILES + "; use host_command"),
            Map.entry("os", FILES),
            Map.entry("sys", FILES),
            Map.entry("xmltodict", "name xml in response_handlers"),
            Map.entry("urlparse", "write value.split('?')[0] or re.search"),
            Map.entry("datetime", "Ceilometer does not have it either; there is time.time()"),
            Map.entry("math", "Ceilometer does not have it either; there are round, abs, //, ** and divmod"),
            Map.entry("functools", "write reduce(function, value)"),
            Map.entry("getattr", KEY),
            Map.entry("setattr", KEY),
            Map.entry("hasattr", "write 'key' in value"),
            Map.entry("globals", KEY),
            Map.entry("locals", KEY),
            Map.entry("vars", KEY),
            Map.entry("dir", "write list(value)"),
            Map.entry("id", "write == to compare"),
            Map.entry("hash", "write == to compare"),
            Map.entry("bytes", "write a text"),
            Map.entry("bytearray", "write a text"),
            Map.entry("complex", "complex numbers are left out"),
            Map.entry("frozenset", "write set"),
            Map.entry("object", "write a dict"),
            Map.entry("slice", "write value[1:2]"),
            Map.entry("true", "write True"),
            Map.entry("false", "write False"),
            Map.entry("null", "write None"),
            Map.entry("none", "write None"),
            Map.entry("undefined", "write None"),
            Map.entry("self", "the names of the agent's own code are out of reach"),
            Map.entry("definitions", "the names of the agent's own code are out of reach"),
            Map.entry("LOG", "the names of the agent's own code are out of reach"));

    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("append", NEW + "value + [x]"),
            Map.entry("extend", NEW + "value + other"),
            Map.entry("insert", NEW + "[x] + value"),
            Map.entry("pop", NEW + "value[-1], or value['key']"),
            Map.entry("popitem", NEW + "list(value.items())[-1]"),
            Map.entry("remove", NEW + "[x for x in value if x != y]"),
            Map.entry("discard", NEW + "value - {x}"),
            Map.entry("add", NEW + "value | {x}"),
            Map.entry("clear", NEW + "[] or {}"),
            Map.entry("sort", NEW + "sorted(value)"),
            Map.entry("reverse", NEW + "value[::-1]"),
            Map.entry("update", NEW + "{**value, 'key': x}"),
            Map.entry("setdefault", NEW + "value.get('key', x)"),
            Map.entry("has_key", "write 'key' in value"),
            Map.entry("iteritems", "write items()"),
            Map.entry("itervalues", "write values()"),
            Map.entry("iterkeys", "write keys()"),
            Map.entry("encode", "bytes are left out; texts need no encoding"),
            Map.entry("decode", "bytes are left out; texts need no decoding"),
            Map.entry("casefold", "write lower()"),
            Map.entry("translate", "write replace or re.sub"),
            Map.entry("maketrans", "write replace or re.sub"),
            Map.entry("format_map", "write format(**value) as f-string: f\"{value['key']}\""),
            Map.entry("fromkeys", "write {key: x for key in value}"),
            Map.entry("length", "write len(value)"),
            Map.entry("size", "write len(value)"),
            Map.entry("contains", "write 'x' in value"),
            Map.entry("trim", "write strip()"),
            Map.entry("toLowerCase", "write lower()"),
            Map.entry("toUpperCase", "write upper()"),
            Map.entry("substring", "write value[1:4]"));

    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("re.compile", "hand the text of the pattern to re.search and the others"),
            Map.entry("json.load", FILES + "; write json.loads(text)"),
            Map.entry("json.dump", FILES + "; write json.dumps(value)"),
            Map.entry("time.sleep", "an expression cannot wait"),
            Map.entry("operator.attrgetter", "write lambda x: x['key']"),
            Map.entry("operator.methodcaller", "write lambda x: x.method()"));

    private Refused() {}

    /** What to write in place of a name; empty where nothing is known about it. */
    public static String nameAdvice(String name) {
        String advice = NAMES.getOrDefault(name, "");
        return advice.isEmpty() && name.startsWith("__") ? CODE : advice;
    }

    /** What to write in place of a method; empty where nothing is known about it. */
    public static String methodAdvice(String name) {
        String advice = METHODS.getOrDefault(name, "");
        return advice.isEmpty() && name.startsWith("_") ? "the inside of a value is out of reach" : advice;
    }

    /** What to write in place of a module's function; empty where nothing is known about it. */
    public static String memberAdvice(String module, String name) {
        return MEMBERS.getOrDefault(module + "." + name, "");
    }
}
