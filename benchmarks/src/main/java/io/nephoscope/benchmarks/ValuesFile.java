package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.peers.Crowd;
import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import java.util.List;
import java.util.function.Predicate;

/** The file of all values of all rounds: what was measured of other guests can be kept. */
final class ValuesFile {

    static final String NAME = "benchmark.csv";

    private static final String HEAD = "guests,simulated,peer,metric,round,value";

    private ValuesFile() {}

    static String text(Results<Crowd> results) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Crowd crowd : results.guests()) {
            for (String peer : results.peers(crowd)) {
                for (Metric metric : Metric.values()) {
                    List<Double> values = results.values(crowd, peer, metric);
                    for (int i = 0; i < values.size(); i++) {
                        text.append("%d,%b,%s,%s,%d,%s%n"
                                .formatted(crowd.guests(), crowd.simulated(), peer, metric, i + 1, values.get(i)));
                    }
                }
            }
        }
        return text.toString();
    }

    /** @param wanted of which guests values are taken */
    static Results<Crowd> read(String text, Predicate<Crowd> wanted) {
        Results<Crowd> results = new Results<>();
        text.lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
            Crowd crowd = new Crowd(Integer.parseInt(cells[0]), Boolean.parseBoolean(cells[1]));
            if (wanted.test(crowd)) {
                results.add(crowd, cells[2], Metric.valueOf(cells[3]), Double.parseDouble(cells[5]));
            }
        });
        return results;
    }
}
