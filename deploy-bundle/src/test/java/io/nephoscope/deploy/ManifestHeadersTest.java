package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManifestHeadersTest {

    @Test
    void findsTheNamesAmongOtherCapabilities() {
        String header = "osgi.service;objectClass:List<String>=\"a.Discovery,a.Pollster\";uses:=\"a,b\","
                + "nephoscope.discovery;name=hello_host;namespace:List<String>=\"compute,central\","
                + "nephoscope.pollster;name=\"hello.load\";namespace:List<String>=\"compute,central\","
                + "nephoscope.pollster;namespace:List<String>=central;name=fans";

        assertThat(ManifestHeaders.pollsters(header)).containsExactly("fans", "hello.load");
    }

    @Test
    void findsNoneWhereThereIsNoHeader() {
        assertThat(ManifestHeaders.pollsters(null)).isEmpty();
    }
}
