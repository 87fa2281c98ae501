package io.nephoscope.journal.batch;

import io.nephoscope.api.sample.MeterType;

/** The numbers of the types of meters. The order of an enumeration would be no format. */
final class MeterTypes {

    private MeterTypes() {}

    static int number(MeterType type) {
        return switch (type) {
            case GAUGE -> 0;
            case DELTA -> 1;
            case CUMULATIVE -> 2;
        };
    }

    static MeterType of(int number) throws MalformedBodyException {
        return switch (number) {
            case 0 -> MeterType.GAUGE;
            case 1 -> MeterType.DELTA;
            case 2 -> MeterType.CUMULATIVE;
            default -> throw new MalformedBodyException("a meter of type " + number);
        };
    }
}
