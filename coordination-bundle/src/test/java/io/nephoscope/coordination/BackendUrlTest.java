package io.nephoscope.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.coordination.CoordinationTarget.Login;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendUrlTest {

    private static BackendUrl parsed(String written) {
        return BackendUrl.parse(written).orElseThrow();
    }

    @Test
    void isNothingWhereNothingIsWritten() {
        assertThat(BackendUrl.parse("")).isEmpty();
    }

    @Test
    void takesTheFormsOfCeilometer() {
        BackendUrl url =
                parsed("ZooKeeper://user:p%40ss:/wo@rd@one:2181,[fe80::1]:2181,three/tooz/x?timeout=10&a=1&a=2");

        assertThat(url.scheme()).isEqualTo("zookeeper");
        assertThat(url.hosts()).containsExactly("one:2181", "[fe80::1]:2181", "three");
        assertThat(url.path()).isEqualTo("tooz/x");
        assertThat(url.options()).isEqualTo(Map.of("timeout", "10", "a", "1,2"));
        assertThat(url.login()).contains(new Login("user", "p@ss:/wo@rd"));
    }

    @Test
    void takesTheShortestForm() {
        assertThat(parsed("etcd3+http://one").hosts()).isEqualTo(List.of("one"));
        assertThat(parsed("kazoo://one/").path()).isEmpty();
        assertThat(parsed("redis://:secret@one").login()).contains(new Login("", "secret"));
    }

    @Test
    void isShownWithoutSecrets() {
        assertThat(parsed("etcd3://user:secret@one:2379,two/x?api_version=v3&password=secret"))
                .hasToString("etcd3://***@one:2379,two/x?api_version=v3&password=***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "secret:2181",
                "zookeeper:///secret",
                "zookeeper://secret host",
                "zookeeper://secret:99999",
                "zookeeper://a:secret%zz@one",
                "zookeeper://one/secret#x",
                "://secret"
            })
    void isRefusedWithoutBeingShown(String written) {
        assertThatThrownBy(() -> BackendUrl.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
