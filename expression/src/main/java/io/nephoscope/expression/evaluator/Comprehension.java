package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.tree.Syntax;
import io.nephoscope.expression.value.Keys;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.SetValue;
import io.nephoscope.expression.value.Stream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Loops that make a list, set, dict or generator. */
final class Comprehension extends Node {

    /** One {@code for}. */
    static final class Loop {

        private final Targets target;
        private final Node source;
        private final Node[] conditions;
        private final int offset;

        Loop(Targets target, Node source, Node[] conditions, int offset) {
            this.target = target;
            this.source = source;
            this.conditions = conditions;
            this.offset = offset;
        }

        Iterator<?> start(Frame frame) {
            Object elements = source.evaluate(frame);
            try {
                return Stream.over(elements, frame.budget);
            } catch (PythonError e) {
                throw e.at(source.offset);
            }
        }

        /** Takes an element; false if a condition leaves it out. */
        boolean take(Frame frame, @Nullable Object element) {
            try {
                target.assign(frame, element);
            } catch (PythonError e) {
                throw e.at(offset);
            }
            for (Node condition : conditions) {
                if (!condition.test(frame)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final int SHARED = -1;

    private final Syntax.Kind kind;
    private final Node element;
    private final @Nullable Node value;
    private final Loop[] loops;
    /** How many slots the frame of its own has, if it needs one. */
    private final int slots;

    Comprehension(Syntax.Comprehension syntax, Node element, @Nullable Node value, Loop[] loops, int slots) {
        super(syntax.offset());
        this.kind = syntax.kind();
        this.element = element;
        this.value = value;
        this.loops = loops;
        this.slots = slots;
    }

    static boolean needsFrame(Syntax.Comprehension syntax) {
        return syntax.kept() || syntax.kind() == Syntax.Kind.GENERATOR;
    }

    /** The number of slots that says: the names live in the frame around. */
    static int shared() {
        return SHARED;
    }

    @Override
    Object evaluate(Frame frame) {
        Iterator<?> first = loops[0].start(frame);
        Frame inner = slots == SHARED ? frame : new Frame(new Object[slots], frame, frame.budget);
        return switch (kind) {
            case LIST -> list(inner, first);
            case SET -> set(inner, first);
            case DICT -> dict(inner, first);
            default -> new Stream("generator", new Generator(inner, first));
        };
    }

    private Object list(Frame frame, Iterator<?> first) {
        List<Object> list = new ArrayList<>();
        run(frame, 0, first, () -> {
            list.add(element.evaluate(frame));
            frame.budget.size(list.size());
        });
        return list;
    }

    private Object set(Frame frame, Iterator<?> first) {
        SetValue set = new SetValue();
        run(frame, 0, first, () -> {
            Object member = element.evaluate(frame);
            try {
                set.add(member);
            } catch (PythonError e) {
                throw e.at(element.offset);
            }
            frame.budget.size(set.size());
        });
        return set;
    }

    private Object dict(Frame frame, Iterator<?> first) {
        Map<Object, Object> map = new LinkedHashMap<>();
        run(frame, 0, first, () -> {
            Object key = element.evaluate(frame);
            Object content = value == null ? null : value.evaluate(frame);
            try {
                Keys.put(map, key, content);
            } catch (PythonError e) {
                throw e.at(element.offset);
            }
            frame.budget.size(map.size());
        });
        return map;
    }

    private void run(Frame frame, int level, Iterator<?> elements, Runnable sink) {
        Loop loop = loops[level];
        while (elements.hasNext()) {
            if (!loop.take(frame, elements.next())) {
                continue;
            }
            if (level == loops.length - 1) {
                sink.run();
            } else {
                run(frame, level + 1, loops[level + 1].start(frame), sink);
            }
        }
    }

    /** Goes through the loops as far as somebody asks. */
    private final class Generator implements Iterator<Object> {

        private final Frame frame;
        private final Iterator<?>[] running = new Iterator<?>[loops.length];
        private int level;
        private boolean ready;
        private @Nullable Object next;

        Generator(Frame frame, Iterator<?> first) {
            this.frame = frame;
            running[0] = first;
        }

        @Override
        public boolean hasNext() {
            try {
                while (!ready && level >= 0) {
                    advance();
                }
            } catch (PythonError e) {
                throw e.kind() == ErrorKind.STOP_ITERATION
                        ? new PythonError(ErrorKind.RUNTIME_ERROR, "generator raised StopIteration").at(e.offset())
                        : e;
            }
            return ready;
        }

        private void advance() {
            if (!running[level].hasNext()) {
                level--;
            } else if (loops[level].take(frame, running[level].next())) {
                if (level == loops.length - 1) {
                    next = element.evaluate(frame);
                    ready = true;
                } else {
                    level++;
                    running[level] = loops[level].start(frame);
                }
            }
        }

        @Override
        public @Nullable Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ready = false;
            return next;
        }
    }
}
