package io.nephoscope.core.agent;

import io.nephoscope.api.runtime.BlacklistControl;
import io.nephoscope.core.cycle.Blacklist;
import io.nephoscope.support.text.Credentials;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The blacklist's lifting as a service. */
@Component
public final class BlacklistService implements BlacklistControl {

    private final Agent agent;

    @Activate
    public BlacklistService(@Reference Agent agent) {
        this.agent = agent;
    }

    /** A resource is also known by its id as it is shown, with credentials cut out. */
    @Override
    public int clear(Optional<String> pollster, Optional<String> source, Optional<String> resource) {
        return agent.engine()
                .clearBlacklist(entry -> matches(pollster, entry.assignment().pollster())
                        && matches(source, entry.assignment().source())
                        && matches(resource, entry));
    }

    private static boolean matches(Optional<String> wanted, String actual) {
        return wanted.isEmpty() || wanted.get().equals(actual);
    }

    private static boolean matches(Optional<String> resource, Blacklist.Entry entry) {
        return matches(resource, entry.resource()) || matches(resource, Credentials.cutFrom(entry.resource()));
    }
}
