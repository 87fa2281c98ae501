package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DomainEvent.Kind;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.openstack.Server;
import io.nephoscope.discovery.Supplement.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InventoryTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final long RUNNING = 1;
    private static final long SHUT_OFF = 5;

    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final AtomicLong now = new AtomicLong();
    private Map<UUID, Server> servers = Map.of();
    private final Inventory inventory = new Inventory(
            hypervisor, new InstanceFactory("compute1", ReservedMetadata.NONE), Duration.ofMinutes(10), now::get);

    @Test
    void findsInstancesThatRunAndThoseThatDoNot() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        hypervisor.put(inactive(SECOND), SHUT_OFF, Descriptions.INSTANCE);

        Collection<Resource> found = instances();

        assertThat(found).extracting(Resource::id).containsExactly(FIRST.toString(), SECOND.toString());
        assertThat(found).allMatch(resource -> resource.as(Instance.class).isPresent());
    }

    @Test
    void readsADescriptionOnce() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        hypervisor.put(active(SECOND), RUNNING, Descriptions.FOREIGN);

        Resource first = only(instances());
        Resource second = only(instances());

        assertThat(hypervisor.read).containsExactly(FIRST, SECOND);
        assertThat(second.detail()).isSameAs(first.detail());
    }

    @Test
    void readsTheDescriptionOfADomainThatWasStartedAnew() throws Exception {
        hypervisor.put(inactive(FIRST), SHUT_OFF, Descriptions.INSTANCE);
        instances();
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);

        Instance started = instance();

        assertThat(hypervisor.read).hasSize(2);
        assertThat(started.subject().metadata().asMap())
                .containsEntry("status", "active")
                .containsEntry("state", "running");
    }

    @Test
    void followsTheStateWithoutReadingTheDescription() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        instances();
        hypervisor.put(active(FIRST), 3, Descriptions.INSTANCE);

        Instance paused = instance();

        assertThat(hypervisor.read).hasSize(1);
        assertThat(paused.subject().metadata().asMap())
                .containsEntry("status", "paused")
                .containsEntry("state", "paused");
    }

    @Test
    void noticesEditedMetadataAfterTheRefresh() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        instances();
        hypervisor.put(active(FIRST), RUNNING, Descriptions.instanceWith("web é €", "renamed"));
        now.set(Duration.ofMinutes(11).toNanos());

        assertThat(instance().subject().metadata().asMap()).containsEntry("display_name", "renamed");
    }

    @Test
    void showsEditedMetadataAtOnceWhereItIsTold() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        hypervisor.put(active(SECOND), RUNNING, Descriptions.INSTANCE);
        instances();
        hypervisor.put(active(FIRST), RUNNING, Descriptions.instanceWith("web é €", "renamed"));
        hypervisor.watch.tell(active(FIRST), Kind.METADATA);

        Collection<Resource> found = instances();

        assertThat(found)
                .extracting(resource -> resource.as(Instance.class)
                        .orElseThrow()
                        .subject()
                        .metadata()
                        .asMap()
                        .get("display_name"))
                .containsExactly("renamed", "web é €");
        instances();
        assertThat(hypervisor.read).containsExactly(FIRST, SECOND, FIRST);
    }

    @Test
    void findsADomainThatBecameAnInstance() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.FOREIGN);
        assertThat(instances()).isEmpty();
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        hypervisor.watch.tell(active(FIRST), Kind.METADATA);

        assertThat(instances()).hasSize(1);
    }

    @Test
    void keepsTheInstanceWhenAnEventChangedNothing() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        Instance before = instance();
        hypervisor.watch.tell(active(FIRST), Kind.LIFECYCLE);

        assertThat(instance()).isSameAs(before);
        assertThat(hypervisor.read).hasSize(2);
    }

    @Test
    void spreadsReadingOfAllOverCyclesWhenEventsWereLost() throws Exception {
        int all = 2 * StaleDescriptions.MOST_AT_ONCE + 50;
        for (int number = 1; number <= all; number++) {
            hypervisor.put(active(new UUID(0, number)), RUNNING, Descriptions.INSTANCE);
        }
        instances();
        hypervisor.watch.lose();

        for (int cycle = 1; cycle <= 4; cycle++) {
            now.incrementAndGet();
            instances();
            assertThat(hypervisor.read).hasSize(Math.min(all + cycle * StaleDescriptions.MOST_AT_ONCE, 2 * all));
        }

        assertThat(hypervisor.read.subList(all, 2 * all)).doesNotHaveDuplicates();
    }

    @Test
    void remembersWhatItWasToldInACycleThatFailed() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        instances();
        hypervisor.watch.tell(active(FIRST), Kind.METADATA);
        hypervisor.failToList(new HypervisorException("libvirt did not answer"));
        assertThatThrownBy(this::instances).isInstanceOf(HypervisorException.class);
        hypervisor.failToList(null);

        instances();

        assertThat(hypervisor.read).hasSize(2);
    }

    @Test
    void keepsAnInstanceThatCannotBeDescribedAnewAndTriesAgain() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        Instance before = instance();
        hypervisor.watch.tell(active(FIRST), Kind.METADATA);
        hypervisor.failToDescribe(new HypervisorException("libvirt did not answer"));
        hypervisor.put(active(FIRST), RUNNING, Descriptions.instanceWith("web é €", "renamed"));
        assertThat(instance()).isSameAs(before);
        hypervisor.failToDescribe(null);
        now.incrementAndGet();

        assertThat(instance().subject().metadata().asMap()).containsEntry("display_name", "renamed");
    }

    @Test
    void hearsNoMoreOnceClosed() {
        inventory.close();

        assertThat(hypervisor.watch.closed).isTrue();
    }

    @Test
    void keepsTheInstanceWhenTheRefreshFindsNothingNew() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        Instance before = instance();
        now.set(Duration.ofMinutes(11).toNanos());

        Instance after = instance();

        assertThat(hypervisor.read).hasSize(2);
        assertThat(after).isSameAs(before);
        instance();
        assertThat(hypervisor.read).hasSize(2);
    }

    @Test
    void readsAnOutdatedInstanceAnew() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        instance().markOutdated();
        hypervisor.put(active(FIRST), RUNNING, Descriptions.instanceWith("\"vdb\"", "\"vdc\""));

        Instance fresh = instance();

        assertThat(fresh.isOutdated()).isFalse();
        assertThat(fresh.devices().disks()).extracting(Instance.Device::name).containsExactly("vda", "vdc");
    }

    @Test
    void forgetsDomainsThatAreGone() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        instances();
        hypervisor.remove(active(FIRST));

        assertThat(instances()).isEmpty();

        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        assertThat(instances()).hasSize(1);
        assertThat(hypervisor.read).hasSize(2);
    }

    @Test
    void leavesOutWhatIsBrokenAndGoesOn() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.instanceWith("name=\"m1.small\"", ""));
        hypervisor.put(active(SECOND), RUNNING, Descriptions.INSTANCE);

        assertThat(instances()).extracting(Resource::id).containsExactly(SECOND.toString());
    }

    @Test
    void triesARefusedDescriptionAgainNextTime() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        hypervisor.failToDescribe(new HypervisorException("internal error"));
        assertThat(instances()).isEmpty();
        hypervisor.failToDescribe(null);

        now.incrementAndGet();

        assertThat(instances()).hasSize(1);
    }

    @Test
    void failsAsAWholeWhenTheConnectionIsLost() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        hypervisor.failToDescribe(new HypervisorException("Broken pipe", true));
        assertThatThrownBy(this::instances).isInstanceOf(HypervisorException.class);
        hypervisor.failToDescribe(null);
        hypervisor.failToList(new HypervisorException("Broken pipe", true));

        assertThatThrownBy(this::instances).hasMessage("Broken pipe");
    }

    @Test
    void makesAnotherInstanceWhenNovaKnowsMore() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.instanceWith(" id=\"42\"", ""));
        Instance before = instance();
        servers = Map.of(FIRST, new Server(Map.of(), "43"));

        Instance after = instance();

        assertThat(after).isNotSameAs(before);
        assertThat(after.subject().metadata().asMap())
                .extractingByKey("flavor")
                .asInstanceOf(MAP)
                .containsEntry("id", "43");
        assertThat(instance()).isSameAs(after);
        assertThat(hypervisor.read).hasSize(1);
    }

    @Test
    void asksNovaForInstancesAlone() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        hypervisor.put(active(SECOND), RUNNING, Descriptions.FOREIGN);
        List<Set<UUID>> asked = new ArrayList<>();

        inventory.instances((all, lacking) -> {
            asked.add(Set.copyOf(all));
            return Answer.NONE;
        });

        assertThat(asked).containsExactly(Set.of(FIRST));
    }

    @Test
    void namesTheFlavorsWhoseIdsDomainsDoNotTell() throws Exception {
        hypervisor.put(active(FIRST), RUNNING, Descriptions.INSTANCE);
        hypervisor.put(active(SECOND), RUNNING, Descriptions.instanceWith(" id=\"42\"", ""));
        List<Map<UUID, String>> without = new ArrayList<>();

        inventory.instances((all, lacking) -> {
            without.add(Map.copyOf(lacking));
            return Answer.NONE;
        });

        assertThat(without).containsExactly(Map.of(SECOND, "m1.small"));
    }

    private Collection<Resource> instances() throws HypervisorException, InterruptedException {
        return inventory.instances((all, lacking) -> new Answer(servers, Map.of(), true));
    }

    private Instance instance() throws HypervisorException, InterruptedException {
        return only(instances()).as(Instance.class).orElseThrow();
    }

    private static Resource only(Collection<Resource> resources) {
        assertThat(resources).hasSize(1);
        return resources.iterator().next();
    }

    private static DomainRef active(UUID uuid) {
        return new DomainRef(uuid, 4, "instance-0000002a");
    }

    private static DomainRef inactive(UUID uuid) {
        return new DomainRef(uuid, -1, "instance-0000002a");
    }
}
