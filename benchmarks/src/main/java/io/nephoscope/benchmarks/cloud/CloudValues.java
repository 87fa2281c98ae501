package io.nephoscope.benchmarks.cloud;

import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import java.util.List;
import java.util.function.Predicate;

/** The file of all values of all rounds: what was measured of other scenes can be kept. */
final class CloudValues {

    static final String NAME = "cloud.csv";

    private static final String HEAD = "load,latency,peer,metric,round,value";

    private CloudValues() {}

    static String text(Results<Scene> results) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Scene scene : results.guests()) {
            for (String peer : results.peers(scene)) {
                for (Metric metric : Metric.values()) {
                    List<Double> values = results.values(scene, peer, metric);
                    for (int i = 0; i < values.size(); i++) {
                        text.append("%s,%d,%s,%s,%d,%s%n"
                                .formatted(scene.load(), scene.latencyMillis(), peer, metric, i + 1, values.get(i)));
                    }
                }
            }
        }
        return text.toString();
    }

    /** @param wanted of which scenes values are taken */
    static Results<Scene> read(String text, Predicate<Scene> wanted) {
        Results<Scene> results = new Results<>();
        text.lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
            Scene scene = new Scene(Load.valueOf(cells[0]), Integer.parseInt(cells[1]));
            if (wanted.test(scene)) {
                results.add(scene, cells[2], Metric.valueOf(cells[3]), Double.parseDouble(cells[5]));
            }
        });
        return results;
    }
}
