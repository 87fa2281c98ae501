package io.nephoscope.pollsters.hardware;

import io.nephoscope.support.text.OneLine;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one poll remarked of devices that answer but lack something. The same of many is one remark. Thread-safe. */
final class MeterRemarks {

    /** So many different ones are told apart. */
    private static final int MOST = 20;

    private final Map<String, Set<String>> hosts = new LinkedHashMap<>();

    /** @param what as it goes on before {@code on 3 devices} */
    synchronized void add(String what, MonitoredDevice device) {
        if (hosts.containsKey(what) || hosts.size() < MOST) {
            hosts.computeIfAbsent(what, any -> new LinkedHashSet<>())
                    .add(device.url().host());
        }
    }

    /** One line for each. */
    synchronized List<String> lines() {
        return hosts.entrySet().stream()
                .map(each -> "%s on %d %s (such as %s)"
                        .formatted(
                                each.getKey(),
                                each.getValue().size(),
                                each.getValue().size() == 1 ? "device" : "devices",
                                OneLine.of(each.getValue().iterator().next(), 100)))
                .toList();
    }
}
