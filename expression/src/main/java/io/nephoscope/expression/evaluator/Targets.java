package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Stream;
import io.nephoscope.expression.value.Tuple;
import io.nephoscope.expression.value.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each element of a loop is put into: a slot, or several that take it apart. */
interface Targets {

    void assign(Frame frame, @Nullable Object value);

    record Slot(int slot) implements Targets {

        @Override
        @SuppressWarnings("NullAway") // Python's None is null
        public void assign(Frame frame, @Nullable Object value) {
            frame.slots[slot] = value;
        }
    }

    record Several(List<Targets> targets) implements Targets {

        @Override
        public void assign(Frame frame, @Nullable Object value) {
            if (value instanceof Tuple tuple && tuple.size() == targets.size()) {
                for (int i = 0; i < targets.size(); i++) {
                    targets.get(i).assign(frame, tuple.get(i));
                }
                return;
            }
            Iterator<?> elements = elements(frame, value);
            for (int i = 0; i < targets.size(); i++) {
                if (!elements.hasNext()) {
                    throw PythonError.value(
                            "not enough values to unpack (expected " + targets.size() + ", got " + i + ")");
                }
                targets.get(i).assign(frame, elements.next());
            }
            if (elements.hasNext()) {
                throw PythonError.value("too many values to unpack (expected " + targets.size() + ")");
            }
        }

        private static Iterator<?> elements(Frame frame, @Nullable Object value) {
            try {
                return Stream.over(value, frame.budget);
            } catch (PythonError e) {
                boolean other = value instanceof Map || value instanceof String;
                throw other ? e : PythonError.type("cannot unpack non-iterable " + Type.name(value) + " object");
            }
        }
    }
}
