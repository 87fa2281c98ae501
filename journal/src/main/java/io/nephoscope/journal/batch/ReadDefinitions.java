package io.nephoscope.journal.batch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the records of one segment that were read so far have defined. The same number gives the same instance. */
final class ReadDefinitions {

    /** Numbers are given one after the other, and no segment has so many. */
    private static final long MOST = 1 << 24;

    private final List<@Nullable Object> objects = new ArrayList<>();

    /** The object of a number; null where no record that could be read has defined one. */
    <T> @Nullable T get(long number, Class<T> type) throws MalformedBodyException {
        Object object = number >= 0 && number < objects.size() ? objects.get((int) number) : null;
        if (object != null && !type.isInstance(object)) {
            throw new MalformedBodyException("number " + number + " is no " + type.getSimpleName());
        }
        return type.cast(object);
    }

    /** Keeps an object, unless its number has one: then that remains. */
    void define(long number, Object object) throws MalformedBodyException {
        if (number < 0 || number > MOST) {
            throw new MalformedBodyException("a definition of number " + number);
        }
        while (objects.size() <= number) {
            objects.add(null);
        }
        if (objects.get((int) number) == null) {
            objects.set((int) number, object);
        }
    }
}
