package io.nephoscope.core.runtime;

import static java.util.Comparator.comparing;

import io.nephoscope.api.runtime.dto.DiscoveryDTO;
import io.nephoscope.core.cycle.CycleListener;
import io.nephoscope.core.cycle.RunningCalls;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.support.text.Credentials;
import java.util.List;

/** Shows discoveries. */
final class DiscoveryView {

    private DiscoveryView() {}

    static List<DiscoveryDTO> all(Plan plan, Statistics statistics, RunningCalls calls) {
        return plan.world().discoveries().stream()
                .map(discovery -> discovery(discovery, statistics, calls))
                .sorted(comparing(dto -> dto.name))
                .toList();
    }

    private static DiscoveryDTO discovery(DiscoveryPlugin discovery, Statistics statistics, RunningCalls calls) {
        DiscoveryDTO dto = new DiscoveryDTO();
        dto.name = discovery.name();
        dto.namespaces = discovery.namespaces().stream().sorted().toList();
        dto.group = discovery.group();
        dto.bundle = discovery.origin().bundle();
        dto.lastError = discovery.access().failure().orElse("");
        dto.hung = calls.isHung(discovery.access());
        statistics.of(discovery).ifPresent(called -> {
            CycleListener.Discovered report = called.last();
            dto.failuresInARow = called.failing().times();
            dto.failingSince = called.failing().since().toEpochMilli();
            dto.lastCalledAt = report.startedAt().toEpochMilli();
            dto.lastDurationMillis = report.duration().toMillis();
            dto.lastResources = report.resources();
            dto.lastError = Credentials.cutFrom(report.error());
        });
        return dto;
    }
}
