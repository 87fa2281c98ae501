package io.nephoscope.core.cycle;

import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PollsterPlugin;

/** Learns what cycles did. Called from many threads; must not keep the plugins. */
public interface CycleListener {

    void polled(PollsterPlugin pollster, PollReport report);

    void discovered(DiscoveryPlugin discovery, DiscoveryReport report);
}
