package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.rpc.RpcTransport;
import io.nephoscope.connector.libvirt.session.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A program that reads the guests of a libvirtd by turns with one, two, four and six calls side by side,
 * and prints the median of each in milliseconds: {@code main(uri, rounds)}.
 */
final class GuestReaderBenchmark {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<StatsGroup> GROUPS =
            EnumSet.of(StatsGroup.STATE, StatsGroup.VCPU, StatsGroup.BALLOON, StatsGroup.INTERFACE, StatsGroup.BLOCK);
    private static final List<Integer> PARALLEL = List.of(1, 2, 4, 6);

    private GuestReaderBenchmark() {}

    /** One way to read, and how long it took. */
    private record Contestant(int calls, GuestReader reader, List<Long> millis) {

        static Contestant of(int calls, Transport transport, String uri) {
            MonitorLimits limits = new MonitorLimits(calls, 8, Duration.ofSeconds(10), Duration.ofSeconds(10));
            return new Contestant(calls, new GuestReader(transport, () -> open(uri), limits), new ArrayList<>());
        }

        void read() throws HypervisorException {
            long start = System.nanoTime();
            reader.stats(GROUPS, PATIENCE);
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
    }

    public static void main(String[] arguments) throws HypervisorException {
        String uri = arguments[0];
        int rounds = Integer.parseInt(arguments[1]);
        try (Transport transport = open(uri)) {
            List<Contestant> all = PARALLEL.stream()
                    .map(calls -> Contestant.of(calls, transport, uri))
                    .toList();
            for (int round = 0; round < rounds; round++) {
                for (Contestant contestant : all) {
                    contestant.read();
                }
            }
            for (Contestant contestant : all) {
                System.out.println(contestant.calls() + " calls: " + median(contestant.millis()) + " ms");
                contestant.reader().close();
            }
        }
    }

    private static Transport open(String uri) throws HypervisorException {
        return RpcTransport.open(uri, Duration.ofSeconds(10));
    }

    private static long median(List<Long> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
