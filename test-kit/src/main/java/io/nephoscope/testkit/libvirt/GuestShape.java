package io.nephoscope.testkit.libvirt;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What simulated guests consist of.
 *
 * @param disks of each guest
 * @param interfaces of the network, of each guest
 * @param processors of each guest
 * @param driver whether the guest has a balloon driver, which tells of the memory inside
 */
public record GuestShape(int disks, int interfaces, int processors, boolean driver) {

    /** One of each, and a driver. */
    public static final GuestShape USUAL = new GuestShape(1, 1, 1, true);

    /** Refuses what no guest can have. */
    public GuestShape {
        if (disks < 0 || disks > 26 || interfaces < 0 || processors < 1) {
            throw new IllegalArgumentException("no guest has such a shape");
        }
    }

    /** All parameters in the order in which a guest of QEMU has them. */
    Column[] columns() {
        return Stream.of(
                        SimulatedColumns.state(),
                        SimulatedColumns.cpu(),
                        SimulatedColumns.balloon(driver),
                        SimulatedColumns.processors(processors),
                        times(processors, processor -> SimulatedColumns.processor(processor, processors)),
                        SimulatedColumns.count("net.count", interfaces),
                        times(interfaces, SimulatedColumns::networkInterface),
                        SimulatedColumns.count("block.count", disks),
                        times(disks, SimulatedColumns::disk))
                .flatMap(columns -> columns)
                .toArray(Column[]::new);
    }

    private static Stream<Column> times(int count, IntFunction<Stream<Column>> columns) {
        return IntStream.range(0, count).mapToObj(columns).flatMap(part -> part);
    }
}
