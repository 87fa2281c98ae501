package io.nephoscope.core.plugin;

import io.nephoscope.api.discovery.Discovery;
import java.util.Set;

/** A discovery that a bundle offers. */
public record DiscoveryPlugin(String name, Set<String> namespaces, Origin origin, Access<Discovery> access) {}
