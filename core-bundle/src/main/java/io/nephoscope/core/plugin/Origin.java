package io.nephoscope.core.plugin;

/**
 * Where a plugin comes from, in strings alone: it outlives the plugin in statistics.
 *
 * @param bundle the bundle's symbolic name
 * @param edition differs after each update of the bundle
 */
public record Origin(String bundle, String version, String edition) {}
