package io.nephoscope.support.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

    @ParameterizedTest
    @CsvSource({
        "snmp://user:pass@host, snmp://***@host",
        "snmp://user:p@ss/word@host:161/x, snmp://***@host:161/x",
        "snmp://public@host?priv_password=geheim&auth_proto=sha, snmp://***@host?priv_password=***&auth_proto=***",
        "http://host/metrics?token=abc&page=2, http://host/metrics?token=***&page=2",
        "http://host/?X-API-Key=abc, http://host/?X-API-Key=***",
        "snmp://user:p?ss@host?auth_proto=sha, snmp://***@host?auth_proto=***",
        "snmp://user:p#ss@host, snmp://***@host",
        "snmp://comm?unity@host:161, snmp://***@host:161",
        "snmp://user:12?34@host?priv_password=p@ss&x=1, snmp://***@host?priv_password=***&x=1",
        "snmp://user:pass@host?priv_password=p@s?s@t, snmp://***@host?priv_password=***",
        "snmp://user:pass phrase@host:161, snmp://***@host:161",
        "'snmp://user:pass ?, #phrase@host', snmp://***@host",
        "http://user:pass phrase@host/x, http://***@host/x",
        "http://host:8080 does not take a@b, http://host:8080 does not take a@b",
        "qemu+ssh://root@host/system: not permitted: a@host, qemu+ssh://***@host/system: not permitted: a@host",
        "see snmp://user:pass@host or ask a@b, see snmp://***@host or ask a@b",
        "http://user:p?ss@host/x, http://***@host/x",
        "http://host/list?mail=a@b, http://host/list?mail=a@b",
        "https://host:8443/list?mail=a@b, https://host:8443/list?mail=a@b",
        "test://, test://",
        "4d0bc9a8-1111-2222-3333-444455556666, 4d0bc9a8-1111-2222-3333-444455556666",
        "user@host, user@host"
    })
    void cutsSecretsAndNothingElse(String url, String shown) {
        assertThat(Credentials.cutFrom(url)).isEqualTo(shown);
    }
}
