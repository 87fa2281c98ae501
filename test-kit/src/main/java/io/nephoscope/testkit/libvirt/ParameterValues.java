package io.nephoscope.testkit.libvirt;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A guest's parameters by their names, for calls about one guest. */
final class ParameterValues implements Parameters {

    private static final int MOST_DEVICES = 1_024;

    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    static ParameterValues of(FakeGuest guest, int groups) {
        ParameterValues values = new ParameterValues();
        guest.write(new Selection(groups, true), values);
        return values;
    }

    @Override
    public void number(ParameterName name, long value) {
        numbers.put(name.name(), value);
    }

    @Override
    public void text(ParameterName name, String value) {
        texts.put(name.name(), value);
    }

    OptionalLong find(String name) {
        Long value = numbers.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The number of this name, or 0. */
    long get(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    /** What the names of a device's parameters begin with; the device is known by its name or its file. */
    String prefixOf(String kind, String device) throws RefusedException {
        for (int index = 0; index < MOST_DEVICES; index++) {
            String prefix = "%s.%d.".formatted(kind, index);
            if (isNamed(texts.get(prefix + "name"), device) || isNamed(texts.get(prefix + "path"), device)) {
                return prefix;
            }
        }
        throw new RefusedException(RemoteError.noDevice(device));
    }

    private static boolean isNamed(@Nullable String name, String device) {
        return device.equals(name);
    }
}
