package io.nephoscope.core.plugin;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.ResourcePollster;

/** The way to a pollster of either kind. */
public sealed interface PollsterAccess {

    /** The way to the object, whatever its kind. */
    Access<?> access();

    /** To one that is handed all resources in one call. */
    record AllAtOnce(Access<Pollster> access) implements PollsterAccess {}

    /** To one that is handed one resource at a time. */
    record OneByOne(Access<ResourcePollster> access) implements PollsterAccess {}
}
