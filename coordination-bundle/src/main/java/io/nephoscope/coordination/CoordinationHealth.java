package io.nephoscope.coordination;

import static java.util.stream.Collectors.joining;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.partition.record.MemberRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is said of a member: whether it can agree with the others, and what keeps it from that. */
final class CoordinationHealth {

    private static final String SUBJECT = "coordination";
    private static final String ZOOKEEPER = "io.nephoscope.coordination.zookeeper";
    private static final String ETCD = "io.nephoscope.coordination.etcd";
    /** Which bundle brings the engine of a scheme. */
    private static final Map<String, String> BUNDLES = Map.of(
            "zookeeper",
            ZOOKEEPER,
            "kazoo",
            ZOOKEEPER,
            "etcd",
            ETCD,
            "etcd3",
            ETCD,
            "etcd3+http",
            ETCD,
            "etcd3+https",
            ETCD);

    private final CoordinationSettings settings;
    private final BackendUrl backend;
    private final CoordinationEngines engines;

    CoordinationHealth(CoordinationSettings settings, BackendUrl backend, CoordinationEngines engines) {
        this.settings = settings;
        this.backend = backend;
        this.engines = engines;
    }

    List<HealthReport> of(MemberSnapshot member, String notSaved) {
        List<HealthReport> reports = new ArrayList<>();
        reports.add(link(member));
        String problem = member.link().problem();
        if (!problem.isEmpty()) {
            reports.add(HealthReport.failed(
                    SUBJECT,
                    "what the agents have agreed on cannot be read, and what was agreed before still holds: " + problem,
                    "upgrade this agent, if others are newer; else see who writes to " + backend));
        }
        reports.addAll(differences(member));
        if (!notSaved.isEmpty()) {
            reports.add(HealthReport.waiting(
                    SUBJECT, notSaved + ": a start without the engine would poll nothing", "see to the var folder"));
        }
        return reports;
    }

    private HealthReport link(MemberSnapshot member) {
        MemberSnapshot.Link link = member.link();
        if (link.replaced()) {
            return HealthReport.failed(
                    SUBJECT,
                    "another agent runs as member \"" + member.id()
                            + "\", so this one polls nothing that is shared out",
                    "set member in etc/" + PartitionCoordinator.PID + ".cfg, on each agent another");
        }
        if (!link.isThere()) {
            return missing(member);
        }
        if (!link.refusal().isEmpty() && !link.connected()) {
            return HealthReport.failed(
                            SUBJECT,
                            backend + ": " + link.refusal(),
                            "correct etc/" + PartitionCoordinator.PID + ".cfg")
                    .since(link.since());
        }
        if (!link.connected()) {
            return HealthReport.waiting(
                            SUBJECT,
                            backend + " cannot be reached; " + meanwhile(member),
                            "see whether it runs and can be reached from here; the agent comes back by itself")
                    .since(link.since());
        }
        return HealthReport.ok(
                SUBJECT,
                "one of " + member.present().size() + " agents at " + backend + ", "
                        + member.assignment().owners().slotsOf(member.id()).cardinality() + " of "
                        + member.assignment().owners().count() + " slots");
    }

    private HealthReport missing(MemberSnapshot member) {
        String scheme = backend.scheme();
        String known = engines.schemes().isEmpty()
                ? "there is none at all"
                : "there are those for " + String.join(", ", engines.schemes());
        String bundle = BUNDLES.get(scheme);
        return HealthReport.failed(
                        SUBJECT,
                        "there is no engine for " + scheme + "://; " + meanwhile(member),
                        bundle == null
                                ? "use zookeeper:// or etcd3:// in backend.url; " + known
                                : "install or start the bundle " + bundle + "; " + known)
                .since(member.link().since());
    }

    private static String meanwhile(MemberSnapshot member) {
        return member.assignment().generation() == 0
                ? "nothing is known of an earlier agreement, so nothing that is shared out is polled"
                : "what was agreed last still holds (generation "
                        + member.assignment().generation() + ")";
    }

    private List<HealthReport> differences(MemberSnapshot member) {
        List<HealthReport> reports = new ArrayList<>();
        int agreed = member.assignment().owners().count();
        if (member.assignment().generation() > 0
                && agreed != settings.partition().slots()) {
            reports.add(HealthReport.waiting(
                    SUBJECT,
                    "slots is " + settings.partition().slots() + " here, but the agents have agreed on " + agreed
                            + ", which counts",
                    "set slots = " + agreed + "; a group keeps the number that it began with"));
        }
        String mine = member.own().polling();
        String others = member.present().stream()
                .filter(each -> !mine.isEmpty()
                        && !each.polling().isEmpty()
                        && !each.polling().equals(mine))
                .map((MemberRecord each) -> each.member().id())
                .sorted()
                .collect(joining(", "));
        if (!others.isEmpty()) {
            reports.add(HealthReport.waiting(
                    SUBJECT,
                    "other agents poll other things than this one: " + others,
                    "give all agents of the group the same polling.yaml; what only some know is polled in part"));
        }
        return reports;
    }
}
