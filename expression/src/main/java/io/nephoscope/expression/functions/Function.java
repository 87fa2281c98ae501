package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Callable;
import io.nephoscope.expression.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function or method of the language. The first parameter of a method is the value before the point. */
public final class Function implements Callable {

    /** What it does. Arguments stand in the order of the signature; {@code Absent} marks those not given. */
    @FunctionalInterface
    public interface Body {
        @Nullable
        Object apply(Object[] arguments, Budget budget);
    }

    private final String name;
    private final Signature signature;
    private final Body body;
    private final @Nullable Type constructs;

    private Function(String name, String signature, Body body, @Nullable Type constructs) {
        this.name = name;
        this.signature = Signature.of(signature);
        this.body = body;
        this.constructs = constructs;
    }

    static Function of(String name, String signature, Body body) {
        return new Function(name, signature, body, null);
    }

    /** A type, which is called to make a value of it. */
    static Function ofType(Type type, String signature, Body body) {
        return new Function(type.text(), signature, body, type);
    }

    /** The type that this is; null for mere functions. */
    public @Nullable Type constructs() {
        return constructs;
    }

    public String name() {
        return name;
    }

    public Signature signature() {
        return signature;
    }

    /** Where a call's arguments go; TypeError where they do not fit. */
    public Binding bind(int arguments, List<String> keywords) {
        return signature.bind(name, arguments, keywords);
    }

    /** @param arguments arranged by a {@link Binding} */
    public @Nullable Object apply(Object[] arguments, Budget budget) {
        return body.apply(arguments, budget);
    }

    @Override
    public @Nullable Object call(Object[] arguments, Budget budget) {
        return apply(bind(arguments.length, List.of()).arrange(arguments), budget);
    }

    @Override
    public String typeName() {
        return constructs == null ? "builtin_function_or_method" : "type";
    }

    @Override
    public String toString() {
        return constructs == null ? "<built-in function " + name + ">" : "<class '" + name + "'>";
    }
}
