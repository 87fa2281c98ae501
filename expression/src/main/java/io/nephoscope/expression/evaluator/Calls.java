package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.functions.Binding;
import io.nephoscope.expression.functions.BoundMethod;
import io.nephoscope.expression.functions.Function;
import io.nephoscope.expression.functions.Methods;
import io.nephoscope.expression.value.Callable;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Type;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of functions, of methods, and of what an expression computes. */
final class Calls {

    private Calls() {}

    private static boolean hasStar(Node[] arguments) {
        for (Node argument : arguments) {
            if (argument instanceof Displays.Starred) {
                return true;
            }
        }
        return false;
    }

    /** Evaluates arguments behind so many free places. */
    @SuppressWarnings("NullAway") // Python's None is null
    private static Object[] evaluated(Node[] arguments, int free, Frame frame) {
        Object[] values = new Object[arguments.length + free];
        for (int i = 0; i < arguments.length; i++) {
            values[free + i] = arguments[i].evaluate(frame);
        }
        return values;
    }

    /** A function that is known by its name. */
    static final class Static extends Node {

        private final Function function;
        private final Binding binding;
        private final Node[] arguments;

        Static(Function function, Binding binding, Node[] arguments, int offset) {
            super(offset);
            this.function = function;
            this.binding = binding;
            this.arguments = arguments;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            Object[] values = evaluated(arguments, 0, frame);
            try {
                return function.apply(binding.arrange(values), frame.budget);
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }
    }

    /** A function known by its name, with arguments whose number shows when it is called. */
    static final class Spread extends Node {

        private final Function function;
        private final Node[] arguments;
        private final List<String> keywords;

        Spread(Function function, Node[] arguments, List<String> keywords, int offset) {
            super(offset);
            this.function = function;
            this.arguments = arguments;
            this.keywords = keywords;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            Object[] values = Displays.values(arguments, frame).toArray();
            try {
                Binding binding = function.bind(values.length - keywords.size(), keywords);
                return function.apply(binding.arrange(values), frame.budget);
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }
    }

    /** A method: which one depends on the type of the value before the point. */
    static final class Method extends Node {

        /** @param binding null where the number of arguments shows when it is called */
        private record Target(Function function, @Nullable Binding binding) {}

        private final String name;
        private final Node self;
        private final Map<Type, Target> targets = new EnumMap<>(Type.class);
        private final Node[] arguments;
        private final List<String> keywords;
        private final boolean star;

        /** Fails if the arguments fit the method of no type. */
        Method(String name, Node self, Node[] arguments, List<String> keywords, int offset) {
            super(offset);
            this.name = name;
            this.self = self;
            this.arguments = arguments;
            this.keywords = keywords;
            this.star = hasStar(arguments);
            bind();
        }

        private void bind() {
            PythonError problem = null;
            for (Map.Entry<Type, Function> entry : Methods.named(name).entrySet()) {
                Function function = entry.getValue();
                try {
                    Binding binding = star ? null : function.bind(1 + arguments.length - keywords.size(), keywords);
                    targets.put(entry.getKey(), new Target(function, binding));
                } catch (PythonError e) {
                    problem = e;
                    targets.put(entry.getKey(), new Target(function, null));
                }
            }
            boolean fits = star || targets.values().stream().anyMatch(target -> target.binding() != null);
            if (problem != null && !fits) {
                throw problem.at(offset);
            }
        }

        @Override
        @SuppressWarnings("NullAway") // Python's None is null
        @Nullable
        Object evaluate(Frame frame) {
            Object object = self.evaluate(frame);
            Target target = targets.get(Type.of(object));
            if (target == null) {
                throw Attribute.missing(object, name).at(offset);
            }
            Object[] values = star ? spread(object, frame) : evaluated(arguments, 1, frame);
            values[0] = object;
            try {
                Binding binding = target.binding() == null
                        ? target.function().bind(values.length - keywords.size(), keywords)
                        : target.binding();
                return target.function().apply(binding.arrange(values), frame.budget);
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }

        @SuppressWarnings("NullAway") // Python's None is null
        private Object[] spread(@Nullable Object object, Frame frame) {
            List<Object> values = Displays.values(arguments, frame);
            values.add(0, object);
            return values.toArray();
        }
    }

    /** A method that is not called at once, such as the {@code value.get} of {@code map(value.get, keys)}. */
    static final class Attribute extends Node {

        private final String name;
        private final Node self;
        private final Map<Type, Function> functions;

        Attribute(String name, Node self, int offset) {
            super(offset);
            this.name = name;
            this.self = self;
            this.functions = Methods.named(name);
        }

        @Override
        Object evaluate(Frame frame) {
            Object object = self.evaluate(frame);
            Function function = functions.get(Type.of(object));
            if (function == null) {
                throw missing(object, name).at(offset);
            }
            return new BoundMethod(object, function);
        }

        static PythonError missing(@Nullable Object object, String name) {
            return new PythonError(
                    ErrorKind.ATTRIBUTE_ERROR, "'" + Type.name(object) + "' object has no attribute '" + name + "'");
        }
    }

    /** A lambda, or whatever else turns out to be callable. */
    static final class Dynamic extends Node {

        private final Node function;
        private final Node[] arguments;

        Dynamic(Node function, Node[] arguments, int offset) {
            super(offset);
            this.function = function;
            this.arguments = arguments;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            Object callee = function.evaluate(frame);
            Object[] values =
                    hasStar(arguments) ? Displays.values(arguments, frame).toArray() : evaluated(arguments, 0, frame);
            try {
                return Callable.of(callee).call(values, frame.budget);
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }
    }
}
