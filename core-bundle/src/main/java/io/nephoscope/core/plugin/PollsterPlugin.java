package io.nephoscope.core.plugin;

import io.nephoscope.api.pollster.Pollster;
import java.util.Set;

/**
 * A pollster that a bundle offers. Two are equal when nothing about them, nor their object, has changed.
 *
 * @param discovery the discovery it falls back to; empty if there is none
 */
public record PollsterPlugin(
        String name, Set<String> namespaces, String discovery, Origin origin, Access<Pollster> access) {}
