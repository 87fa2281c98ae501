package io.nephoscope.core.runtime;

import static java.util.Comparator.comparing;

import io.nephoscope.api.runtime.dto.DiscoveryDTO;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.support.text.Credentials;
import java.util.List;

/** Shows discoveries. */
final class DiscoveryView {

    private DiscoveryView() {}

    static List<DiscoveryDTO> all(Plan plan, Statistics statistics) {
        return plan.world().discoveries().stream()
                .map(discovery -> discovery(discovery, statistics))
                .sorted(comparing(dto -> dto.name))
                .toList();
    }

    private static DiscoveryDTO discovery(DiscoveryPlugin discovery, Statistics statistics) {
        DiscoveryDTO dto = new DiscoveryDTO();
        dto.name = discovery.name();
        dto.namespaces = discovery.namespaces().stream().sorted().toList();
        dto.bundle = discovery.origin().bundle();
        dto.lastError = discovery.access().failure().orElse("");
        statistics.of(discovery).ifPresent(report -> {
            dto.lastCalledAt = report.startedAt().toEpochMilli();
            dto.lastDurationMillis = report.duration().toMillis();
            dto.lastResources = report.resources();
            dto.lastError = Credentials.cutFrom(report.error());
        });
        return dto;
    }
}
