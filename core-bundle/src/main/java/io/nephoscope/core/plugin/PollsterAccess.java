package io.nephoscope.core.plugin;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.ResourcePollster;

/** The way to a pollster of either kind. */
public sealed interface PollsterAccess {

    /** The way to the object, whatever its kind. */
    Access<?> access();

    /** Takes the object into use as one that is handed all resources in one call. */
    Use<Pollster> open() throws PluginException, InterruptedException;

    /** To one that is handed all resources in one call. */
    record AllAtOnce(Access<Pollster> access) implements PollsterAccess {

        @Override
        public Use<Pollster> open() throws PluginException, InterruptedException {
            return access.open();
        }
    }

    /** To one that is handed one resource at a time. */
    record OneByOne(Access<ResourcePollster> access) implements PollsterAccess {

        /** One after the other, in the thread of the caller. */
        @Override
        public Use<Pollster> open() throws PluginException, InterruptedException {
            Use<ResourcePollster> use = access.open();
            return new Use<>() {

                @Override
                public Pollster plugin() {
                    return (resources, poll) -> {
                        for (var resource : resources) {
                            use.plugin().poll(resource, poll);
                        }
                    };
                }

                @Override
                public void abandon() {
                    use.abandon();
                }

                @Override
                public void close() {
                    use.close();
                }
            };
        }
    }
}
