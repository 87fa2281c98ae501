package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.BinaryOperator;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Callable;
import io.nephoscope.expression.value.Equality;
import io.nephoscope.expression.value.Ordering;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Sequences;
import io.nephoscope.expression.value.Slice;
import io.nephoscope.expression.value.Truth;
import io.nephoscope.expression.value.Tuple;
import io.nephoscope.expression.value.UnaryOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code operator}: operators as functions. */
final class OperatorModule {

    private static final String TWO = "a, b, /";

    static final List<Function> FUNCTIONS = List.of(
            Function.of("add", TWO, (a, b) -> BinaryOperator.ADD.apply(a[0], a[1], b)),
            Function.of("and_", TWO, (a, b) -> BinaryOperator.AND.apply(a[0], a[1], b)),
            Function.of("concat", TWO, (a, b) -> BinaryOperator.ADD.apply(a[0], a[1], b)),
            Function.of("contains", TWO, (a, b) -> Sequences.contains(a[0], a[1], b)),
            Function.of("eq", TWO, (a, b) -> Equality.equal(a[0], a[1], b)),
            Function.of("floordiv", TWO, (a, b) -> BinaryOperator.FLOOR_DIVIDE.apply(a[0], a[1], b)),
            Function.of("ge", TWO, (a, b) -> Ordering.GREATER_EQUAL.test(a[0], a[1], b)),
            Function.of("getitem", TWO, (a, b) -> Slice.item(a[0], a[1], b)),
            Function.of("gt", TWO, (a, b) -> Ordering.GREATER.test(a[0], a[1], b)),
            Function.of(
                    "itemgetter", "item, /, *items", (a, b) -> new ItemGetter(a[0], Arrays.asList((Object[]) a[1]))),
            Function.of("le", TWO, (a, b) -> Ordering.LESS_EQUAL.test(a[0], a[1], b)),
            Function.of("lt", TWO, (a, b) -> Ordering.LESS.test(a[0], a[1], b)),
            Function.of("mod", TWO, (a, b) -> BinaryOperator.MODULO.apply(a[0], a[1], b)),
            Function.of("mul", TWO, (a, b) -> BinaryOperator.MULTIPLY.apply(a[0], a[1], b)),
            Function.of("ne", TWO, (a, b) -> !Equality.equal(a[0], a[1], b)),
            Function.of("neg", "a, /", (a, b) -> UnaryOperator.NEGATE.apply(a[0], b)),
            Function.of("not_", "a, /", (a, b) -> !Truth.of(a[0])),
            Function.of("or_", TWO, (a, b) -> BinaryOperator.OR.apply(a[0], a[1], b)),
            Function.of("pow", TWO, (a, b) -> BinaryOperator.POWER.apply(a[0], a[1], b)),
            Function.of("sub", TWO, (a, b) -> BinaryOperator.SUBTRACT.apply(a[0], a[1], b)),
            Function.of("truediv", TWO, (a, b) -> BinaryOperator.DIVIDE.apply(a[0], a[1], b)),
            Function.of("truth", "a, /", (a, b) -> Truth.of(a[0])),
            Function.of("xor", TWO, (a, b) -> BinaryOperator.XOR.apply(a[0], a[1], b)));

    private OperatorModule() {}

    /** What {@code itemgetter} makes. */
    private record ItemGetter(@Nullable Object first, List<Object> others) implements Callable {

        @Override
        public @Nullable Object call(Object[] arguments, Budget budget) {
            if (arguments.length != 1) {
                throw PythonError.type("itemgetter expected 1 argument, got " + arguments.length);
            }
            Object item = Slice.item(arguments[0], first, budget);
            if (others.isEmpty()) {
                return item;
            }
            List<Object> items = new ArrayList<>();
            items.add(item);
            for (Object other : others) {
                items.add(Slice.item(arguments[0], other, budget));
            }
            return Tuple.of(items);
        }

        @Override
        public String typeName() {
            return "operator.itemgetter";
        }

        @Override
        public String toString() {
            return "operator.itemgetter";
        }
    }
}
