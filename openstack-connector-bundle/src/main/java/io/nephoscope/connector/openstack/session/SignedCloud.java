package io.nephoscope.connector.openstack.session;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudEndpoint;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.http.EndpointGate;
import io.nephoscope.connector.openstack.http.Trouble;
import io.nephoscope.connector.openstack.identity.TokenSource;
import io.nephoscope.support.http.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cloud whose settings may change: what plugins hold stays good, and the next request is made by the new ones. */
public final class SignedCloud implements Cloud, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SignedCloud.class);

    private final TokenSource.Pauses pauses;
    private final Runnable reread;
    /** Types that were asked for and that the catalogue does not have, each told once. */
    private final Set<String> missing = new ConcurrentSkipListSet<>();

    private volatile CloudSession session;

    /**
     * Opens nothing.
     *
     * @param reread is called before credentials are tried again that were refused; may {@link #apply} others
     */
    public SignedCloud(CloudSettings settings, TokenSource.Pauses pauses, Runnable reread) {
        this.pauses = pauses;
        this.reread = reread;
        session = new CloudSession(settings, pauses);
    }

    /** Puts settings in force. Calls under way go on by the old ones. */
    public synchronized void apply(CloudSettings settings) {
        CloudSession before = session;
        if (!settings.equals(before.settings())) {
            session = new CloudSession(settings, pauses);
            before.retire();
        }
    }

    private CloudSession session() {
        if (session.tokens().wantsOtherCredentials()) {
            reread.run();
        }
        return session;
    }

    @Override
    public CloudService service(String type) {
        return new ServiceClient(this::session, Asking.of(ServiceKey.ofType(type)));
    }

    @Override
    public CloudService serviceNamed(String name) {
        return new ServiceClient(this::session, Asking.of(ServiceKey.named(name)));
    }

    @Override
    public boolean offers(String type, Duration remaining) throws CloudException, InterruptedException {
        CloudSession now = session();
        boolean offered = now.override(ServiceKey.ofType(type)).isPresent()
                || now.tokens().token(Deadline.in(remaining)).catalogue().offers(type);
        if (offered) {
            missing.remove(type);
        } else if (missing.add(type)) {
            LOG.info("OpenStack: the catalogue has no service {}; its resources are not polled.", type);
        }
        return offered;
    }

    @Override
    public List<CloudEndpoint> endpoints(Duration remaining) throws CloudException, InterruptedException {
        CloudSession now = session();
        return now.tokens()
                .token(Deadline.in(remaining))
                .catalogue()
                .endpoints(now.settings().choice());
    }

    /** How the session stands: one line for it, and one for each endpoint that is in trouble. */
    public List<HealthReport> health() {
        CloudSession now = session;
        List<HealthReport> lines = new ArrayList<>();
        lines.add(signIn(now.tokens().state(), now.settings().origin()));
        now.states().stream()
                .filter(state -> state.trouble().isPresent())
                .map(SignedCloud::line)
                .forEach(lines::add);
        if (!missing.isEmpty()) {
            lines.add(HealthReport.ok(
                    "openstack", "the catalogue has no " + String.join(", ", missing) + "; nothing of them is polled"));
        }
        return lines;
    }

    private static HealthReport signIn(TokenSource.State state, String origin) {
        if (state.trouble().isPresent()) {
            Trouble why = state.trouble().get();
            HealthReport line = why.kind() == Kind.SIGN_IN
                    ? HealthReport.failed("openstack", why.message(), why.remedy() + " (" + origin + ")")
                    : HealthReport.waiting("openstack", why.message(), why.remedy());
            return line.since(state.since());
        }
        if (state.signIns() == 0) {
            return HealthReport.ok("openstack", "nothing has been asked yet; signs in as " + state.who());
        }
        return HealthReport.ok("openstack", "signed in as " + state.who()).since(state.since());
    }

    private static HealthReport line(EndpointGate.State state) {
        Trouble why = state.trouble().orElseThrow();
        String subject = "openstack " + state.type();
        String message = why.message()
                + state.restsUntil()
                        .map(until -> "; it is left alone for a while")
                        .orElse("");
        HealthReport line =
                switch (why.kind()) {
                    case FORBIDDEN, MALFORMED, NO_SERVICE -> HealthReport.failed(subject, message, why.remedy());
                    default -> HealthReport.waiting(subject, message, why.remedy());
                };
        return line.since(state.since());
    }

    /** How each endpoint fares that was asked for. */
    public List<EndpointGate.State> endpointStates() {
        return session.states();
    }

    /** How the sign-in stands. */
    public TokenSource.State tokenState() {
        return session.tokens().state();
    }

    @Override
    public void close() {
        session.close();
    }
}
