package io.nephoscope.core.runtime;

import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.core.registry.PollsterSelection;
import io.nephoscope.core.source.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the agent goes by at one moment.
 *
 * @param discoveries all that bundles offer, the highest service ranking first
 * @param publishers the same of publishers
 */
public record World(
        List<Source> sources,
        PollsterSelection pollsters,
        List<DiscoveryPlugin> discoveries,
        List<PublisherPlugin> publishers,
        Settings settings) {

    /** The discoveries that count: those of the agent's namespaces, and of each name the first. */
    Map<String, DiscoveryPlugin> discoveriesByName() {
        Map<String, DiscoveryPlugin> byName = new LinkedHashMap<>();
        for (DiscoveryPlugin discovery : discoveries) {
            if (!Collections.disjoint(discovery.namespaces(), settings.namespaces())) {
                byName.putIfAbsent(discovery.name(), discovery);
            }
        }
        return byName;
    }

    /** Of each name the first. */
    Map<String, PublisherPlugin> publishersByName() {
        Map<String, PublisherPlugin> byName = new LinkedHashMap<>();
        publishers.forEach(publisher -> byName.putIfAbsent(publisher.name(), publisher));
        return byName;
    }
}
