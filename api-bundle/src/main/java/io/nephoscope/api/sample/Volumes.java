package io.nephoscope.api.sample;

/** The two kinds of number that a sample may carry, told apart from reading to signature. */
final class Volumes {

    private Volumes() {}

    /** The same number as a {@link Long} or a {@link Double}; integers never turn into fractions. */
    static Number widen(Number number) {
        if (number instanceof Long || number instanceof Double) {
            return number;
        }
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof Float) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("neither long nor double: " + number + " (" + number.getClass() + ")");
    }
}
