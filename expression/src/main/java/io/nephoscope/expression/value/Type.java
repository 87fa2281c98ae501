package io.nephoscope.expression.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of Python that expressions know. */
public enum Type {
    NONE("NoneType"),
    BOOL("bool"),
    INT("int"),
    FLOAT("float"),
    STR("str"),
    LIST("list"),
    TUPLE("tuple"),
    DICT("dict"),
    SET("set"),
    RANGE("range"),
    SLICE("slice"),
    KEYS("dict_keys"),
    VALUES("dict_values"),
    ITEMS("dict_items"),
    ITERATOR("iterator"),
    MATCH("re.Match"),
    TYPE("type"),
    FUNCTION("function"),
    FOREIGN("object");

    private final String text;

    Type(String text) {
        this.text = text;
    }

    /** The name as Python prints it. */
    public String text() {
        return text;
    }

    public static Type of(@Nullable Object value) {
        if (value instanceof String) {
            return STR;
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return INT;
        }
        if (value instanceof Map) {
            return DICT;
        }
        if (value instanceof List) {
            return LIST;
        }
        if (value == null) {
            return NONE;
        }
        if (value instanceof Double) {
            return FLOAT;
        }
        if (value instanceof Boolean) {
            return BOOL;
        }
        return value instanceof PythonValue other ? other.type() : FOREIGN;
    }

    /** The name of a value's type as Python prints it. */
    public static String name(@Nullable Object value) {
        return value instanceof PythonValue other ? other.typeName() : of(value).text;
    }

    public static boolean isNumber(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    public static boolean isInt(@Nullable Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
    }
}
