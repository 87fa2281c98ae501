package io.nephoscope.connector.openstack.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.openstack.session.Clouds;
import io.nephoscope.connector.openstack.session.SignedCloud;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.FakeList;
import io.nephoscope.testkit.openstack.HttpAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeystoneNamesTest {

    private static final String PROJECTS = "/identity/v3/projects";
    private static final String USERS = "/identity/v3/users";
    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final AtomicLong now = new AtomicLong();
    private FakeCloud fake;
    private SignedCloud cloud;
    private KeystoneNames names;

    @BeforeEach
    void start() throws IOException {
        fake = FakeCloud.start().service("identity", "/identity");
        fake.document(USERS + "/u1", HttpAnswer.json("{\"user\": {\"id\": \"u1\", \"name\": \"alice\"}}"));
        fake.list(PROJECTS, "projects")
                .links(FakeList.Links.LINKS)
                .add(IntStream.range(0, 100)
                        .mapToObj(i -> Map.of("id", "p" + i, "name", "project " + i))
                        .toList());
        cloud = Clouds.of(fake);
        names = new KeystoneNames(cloud, now::get);
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        fake.close();
    }

    @Test
    void asksForOneOnce() throws Exception {
        assertThat(names.users(Set.of("u1"), AMPLE)).isEqualTo(Map.of("u1", "alice"));
        assertThat(names.users(Set.of("u1"), AMPLE)).isEqualTo(Map.of("u1", "alice"));

        assertThat(fake.count(USERS + "/u1")).isEqualTo(1);
    }

    @Test
    void asksForManyByOneList() throws Exception {
        Set<String> ids = ids(50);

        assertThat(names.projects(ids, AMPLE)).hasSize(50).containsEntry("p7", "project 7");
        assertThat(names.projects(ids(100), AMPLE)).hasSize(100);

        assertThat(fake.calls())
                .extracting(call -> call.path())
                .filteredOn(PROJECTS::equals)
                .hasSize(1);
    }

    @Test
    void remembersWhoIsNotThere() throws Exception {
        names.users(Set.of("gone"), AMPLE);
        names.users(Set.of("gone"), AMPLE);
        assertThat(fake.count(USERS + "/gone")).isEqualTo(1);

        now.set(NamesOfKind.LIFE.toNanos());
        names.users(Set.of("gone"), AMPLE);
        assertThat(fake.count(USERS + "/gone")).isEqualTo(2);
    }

    @Test
    void knowsWhatItWasToldWhileKeystoneIsAwayAndAsksItSeldom() throws Exception {
        names.users(Set.of("u1"), AMPLE);
        now.set(NamesOfKind.LIFE.toNanos());
        fake.document(USERS + "/u1", HttpAnswer.status(403));

        assertThat(names.users(Set.of("u1"), AMPLE)).isEqualTo(Map.of("u1", "alice"));
        assertThat(names.users(Set.of("u1", "u2"), AMPLE)).isEqualTo(Map.of("u1", "alice"));
        assertThat(fake.count(USERS + "/u1")).isEqualTo(2);
        assertThat(fake.count(USERS + "/u2")).isZero();

        fake.document(USERS + "/u1", HttpAnswer.json("{\"user\": {\"id\": \"u1\", \"name\": \"renamed\"}}"));
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(names.users(Set.of("u1"), AMPLE)).isEqualTo(Map.of("u1", "renamed"));
    }

    @Test
    void tellsNamesOfProjectsWhereThoseOfUsersAreNotPermitted() throws Exception {
        fake.document(USERS + "/u1", HttpAnswer.status(403));
        fake.document(PROJECTS + "/p1", HttpAnswer.json("{\"project\": {\"id\": \"p1\", \"name\": \"one\"}}"));

        assertThat(names.users(Set.of("u1"), AMPLE)).isEmpty();

        assertThat(names.projects(Set.of("p1"), AMPLE)).isEqualTo(Map.of("p1", "one"));
    }

    @Test
    void asksNobodyWhereThereIsNoTime() throws Exception {
        assertThat(names.users(Set.of("u1"), Duration.ZERO)).isEmpty();

        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void asksForAnIdThatIsNoPathOfItsOwn() throws Exception {
        names.users(Set.of("../projects"), AMPLE);

        assertThat(fake.calls()).extracting(call -> call.path()).contains(USERS + "/..%2Fprojects");
    }

    private static Set<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.toSet());
    }
}
