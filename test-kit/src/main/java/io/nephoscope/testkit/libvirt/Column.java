package io.nephoscope.testkit.libvirt;

import java.util.function.Function;

/** One parameter of all simulated guests, and how a guest's value follows from its index and the time. */
record Column(ParameterName name, Value value) {

    /** Writes a guest's value. */
    @FunctionalInterface
    interface Value {
        void write(ParameterName name, SimulatedGuest guest, Parameters out);
    }

    /** A guest's number at a time in milliseconds. */
    @FunctionalInterface
    interface Amount {
        long of(SimulatedGuest guest, long millis);
    }

    static Column fixed(String name, ParameterType type, long value) {
        return moving(name, type, (guest, millis) -> value);
    }

    static Column counter(String name, Amount number) {
        return moving(name, ParameterType.ULLONG, number);
    }

    static Column moving(String name, ParameterType type, Amount number) {
        return new Column(
                ParameterName.of(name, type),
                (known, guest, out) -> out.number(known, number.of(guest, guest.millis())));
    }

    static Column text(String name, Function<SimulatedGuest, String> text) {
        return new Column(
                ParameterName.of(name, ParameterType.STRING),
                (known, guest, out) -> out.text(known, text.apply(guest)));
    }
}
