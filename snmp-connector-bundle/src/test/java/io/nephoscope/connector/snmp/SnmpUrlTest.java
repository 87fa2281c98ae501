package io.nephoscope.connector.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnmpUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "snmp://public@192.0.2.1 public - 192.0.2.1 161 snmp://192.0.2.1",
                "snmp://192.0.2.1:1161 - - 192.0.2.1 1161 snmp://192.0.2.1:1161",
                "snmp://a:b@Foo.example:162 a b foo.example 162 snmp://Foo.example:162",
                "SNMP://a:b@foo a b foo 161 snmp://foo",
                "snmp://a:b@[2001:DB8::1]:162 a b 2001:db8::1 162 snmp://[2001:DB8::1]:162",
                "snmp://ro:p%40ss%2Fword@foo ro p@ss/word foo 161 snmp://foo",
                "snmp://ro:p@ss@foo ro p@ss foo 161 snmp://foo",
                "snmp://ro:100%@foo ro 100% foo 161 snmp://foo",
                "snmp://ro:file:/etc/secret@foo/ ro file:/etc/secret foo 161 snmp://foo/",
                "snmp://env%3ASECRET@foo env:SECRET - foo 161 snmp://foo",
            })
    void readsWhereAndAsWhom(String written, String user, String password, String host, int port, String shown) {
        SnmpUrl url = SnmpUrl.of(written);

        assertThat(url.user()).isEqualTo(user.replace("-", ""));
        assertThat(url.password().orElse("-")).isEqualTo(password);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url).hasToString(shown);
    }

    @Test
    void readsOptionsAndShowsNoSecret() {
        SnmpUrl url = SnmpUrl.of("snmp://a:b@foo?auth_proto=sha&priv_password=pa%26ss&priv_proto=aes256&passwd=x#frag");

        assertThat(url.option("auth_proto")).contains("sha");
        assertThat(url.option("priv_proto")).contains("aes256");
        assertThat(url.option("priv_password")).contains("pa&ss");
        assertThat(url.withoutCredentials()).isEqualTo("snmp://foo?auth_proto=sha&priv_proto=aes256");
    }

    @Test
    void takesTheLastOfSeveralOptionsAndNoneThatIsEmpty() {
        SnmpUrl url = SnmpUrl.of("snmp://a@foo?auth_proto=md5&auth_proto=sha&priv_password=");

        assertThat(url.option("auth_proto")).contains("sha");
        assertThat(url.option("priv_password")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://s3cret@foo",
                "snmp:s3cret@foo",
                "snmp://s3cret@",
                "snmp://s3cret@foo:0",
                "snmp://s3cret@foo:70000",
                "snmp://s3cret@foo:s3cret",
                "snmp://s3cret@foo/s3cret"
            })
    void refusesWhatIsNoAddressWithoutShowingIt(String written) {
        assertThatThrownBy(() -> SnmpUrl.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }
}
