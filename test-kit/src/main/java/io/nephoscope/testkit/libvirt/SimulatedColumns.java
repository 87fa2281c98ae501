package io.nephoscope.testkit.libvirt;

import static io.nephoscope.testkit.libvirt.ParameterType.INT;
import static io.nephoscope.testkit.libvirt.ParameterType.UINT;
import static io.nephoscope.testkit.libvirt.ParameterType.ULLONG;

import java.util.stream.Stream;

/** The parameters of simulated guests, after those of real ones. Every counter grows, each guest's at a pace of its own. */
final class SimulatedColumns {

    private static final int RUNNING = 1;
    private static final long GIB = 1L << 30;

    private SimulatedColumns() {}

    static Stream<Column> state() {
        return Stream.of(
                Column.moving("state.state", INT, (guest, millis) -> guest.state()),
                Column.fixed("state.reason", INT, 1));
    }

    static Stream<Column> cpu() {
        return Stream.of(
                Column.counter("cpu.time", SimulatedColumns::cpuNanos),
                Column.counter("cpu.user", (guest, millis) -> cpuNanos(guest, millis) / 2),
                Column.counter("cpu.system", (guest, millis) -> cpuNanos(guest, millis) / 4),
                Column.fixed("cpu.cache.monitor.count", UINT, 0),
                Column.fixed("cpu.haltpoll.success.time", ULLONG, 0),
                Column.fixed("cpu.haltpoll.fail.time", ULLONG, 0));
    }

    static Stream<Column> balloon(boolean driver) {
        Stream<Column> sizes = Stream.of(
                Column.counter("balloon.current", (guest, millis) -> guest.memoryKib()),
                Column.counter("balloon.maximum", (guest, millis) -> guest.memoryKib()));
        Stream<Column> ends = Stream.of(
                Column.counter(
                        "balloon.last-update",
                        (guest, millis) -> driver ? guest.now().getEpochSecond() : 0),
                Column.counter("balloon.rss", (guest, millis) -> 40_000 + guest.pace()));
        return Stream.of(sizes, driver ? insideMemory() : Stream.<Column>empty(), ends)
                .flatMap(columns -> columns);
    }

    private static Stream<Column> insideMemory() {
        return Stream.of(
                Column.fixed("balloon.swap_in", ULLONG, 0),
                Column.fixed("balloon.swap_out", ULLONG, 0),
                Column.counter("balloon.major_fault", (guest, millis) -> millis / 10_000),
                Column.counter("balloon.minor_fault", (guest, millis) -> millis / 100),
                Column.counter("balloon.unused", (guest, millis) -> guest.memoryKib() / 2),
                Column.counter("balloon.available", (guest, millis) -> guest.memoryKib() - 2_000),
                Column.counter("balloon.usable", (guest, millis) -> guest.memoryKib() / 2 + guest.pace()),
                Column.fixed("balloon.disk_caches", ULLONG, 2_492),
                Column.fixed("balloon.hugetlb_pgalloc", ULLONG, 0),
                Column.fixed("balloon.hugetlb_pgfail", ULLONG, 0));
    }

    static Stream<Column> processors(int count) {
        return Stream.concat(count("vcpu.current", count), count("vcpu.maximum", count));
    }

    static Stream<Column> processor(int index, int count) {
        String prefix = "vcpu.%d.".formatted(index);
        return Stream.of(
                Column.fixed(prefix + "state", INT, RUNNING),
                Column.counter(prefix + "time", (guest, millis) -> cpuNanos(guest, millis) / count),
                Column.fixed(prefix + "wait", ULLONG, 0),
                Column.counter(prefix + "delay", (guest, millis) -> cpuNanos(guest, millis) / 50));
    }

    static Stream<Column> networkInterface(int index) {
        String prefix = "net.%d.".formatted(index);
        return Stream.of(
                Column.text(prefix + "name", guest -> guest.tap(index)),
                counter(prefix + "rx.bytes", 100),
                counter(prefix + "rx.pkts", 1),
                Column.fixed(prefix + "rx.errs", ULLONG, 0),
                Column.fixed(prefix + "rx.drop", ULLONG, 0),
                counter(prefix + "tx.bytes", 50),
                counter(prefix + "tx.pkts", 1),
                Column.fixed(prefix + "tx.errs", ULLONG, 0),
                Column.fixed(prefix + "tx.drop", ULLONG, 0));
    }

    static Stream<Column> disk(int index) {
        String prefix = "block.%d.".formatted(index);
        return Stream.of(
                Column.text(prefix + "name", guest -> SimulatedGuest.diskName(index)),
                Column.text(prefix + "path", guest -> guest.diskPath(index)),
                Column.fixed(prefix + "backingIndex", UINT, index + 1),
                counter(prefix + "rd.reqs", 1),
                counter(prefix + "rd.bytes", 4_096),
                counter(prefix + "rd.times", 100_000),
                counter(prefix + "wr.reqs", 2),
                counter(prefix + "wr.bytes", 8_192),
                counter(prefix + "wr.times", 200_000),
                counter(prefix + "fl.reqs", 1),
                counter(prefix + "fl.times", 300_000),
                Column.fixed(prefix + "allocation", ULLONG, GIB / 4),
                Column.counter(prefix + "capacity", (guest, millis) -> guest.diskGib() * GIB),
                Column.fixed(prefix + "physical", ULLONG, GIB / 2));
    }

    static Stream<Column> count(String name, int count) {
        return Stream.of(Column.fixed(name, UINT, count));
    }

    /** A counter that the slowest guest advances so much each second. */
    private static Column counter(String name, long each) {
        return Column.counter(name, (guest, millis) -> millis * guest.pace() / 1_000 * each);
    }

    /** The slowest guest is busy for a hundredth of the time, the fastest for most of it. */
    private static long cpuNanos(SimulatedGuest guest, long millis) {
        return millis * 10_000 * guest.pace();
    }
}
