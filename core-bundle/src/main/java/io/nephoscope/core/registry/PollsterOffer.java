package io.nephoscope.core.registry;

import io.nephoscope.core.plugin.PollsterPlugin;

/**
 * A pollster as its bundle offers it.
 *
 * @param refusal why it cannot be used as it is described; empty if it can
 */
public record PollsterOffer(PollsterPlugin plugin, String refusal) {}
