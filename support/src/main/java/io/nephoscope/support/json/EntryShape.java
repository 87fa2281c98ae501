package io.nephoscope.support.json;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of one list have in common: mostly the same keys in the same order, and often the same texts, such as
 * projects and states. It puts entries together of which all that is equal is held once. For one list, in one thread.
 */
public final class EntryShape {

    /** A power of two; more than a list has of texts that come again. */
    private static final int TEXTS = 1024;

    /** Texts that are longer are hardly ever equal. */
    private static final int LONGEST_SHARED = 64;

    private final Set<String> kept;
    private final @Nullable String[] texts = new String[TEXTS];
    private String[] common = new String[0];
    /** Of the entry under way. */
    private String[] keys = new String[32];

    private @Nullable Object[] values = new Object[32];
    private int count;
    /** Whether the entry under way has had the common keys so far, in their order. */
    private boolean isCommon;

    /** @param kept the keys to keep; empty for all */
    public EntryShape(Set<String> kept) {
        this.kept = Set.copyOf(kept);
    }

    /** Whether what stands under a key is to be put. */
    public boolean keeps(String key) {
        return kept.isEmpty() || kept.contains(key);
    }

    /** Begins an entry. */
    public void begin() {
        count = 0;
        isCommon = true;
    }

    /** Of a key that comes twice the last value counts, as everywhere in JSON. */
    public void put(String key, @Nullable Object value) {
        if (isCommon && count < common.length && count < keys.length && common[count].equals(key)) {
            keys[count] = common[count];
            values[count++] = value;
            return;
        }
        isCommon = false;
        for (int i = 0; i < count; i++) {
            if (keys[i].equals(key)) {
                values[i] = value;
                return;
            }
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        keys[count] = key;
        values[count++] = value;
    }

    /** The entry that was begun. */
    public Map<String, @Nullable Object> end() {
        if (!Arrays.equals(common, 0, common.length, keys, 0, count)) {
            common = Arrays.copyOf(keys, count);
        }
        return new JsonMap(common, Arrays.copyOf(values, count));
    }

    /** The text itself, or an equal one from before. */
    public String shared(String text) {
        if (text.length() > LONGEST_SHARED) {
            return text;
        }
        int slot = (text.hashCode() * 0x9E3779B9) >>> (32 - 10);
        String before = texts[slot];
        if (text.equals(before)) {
            return before;
        }
        texts[slot] = text;
        return text;
    }
}
