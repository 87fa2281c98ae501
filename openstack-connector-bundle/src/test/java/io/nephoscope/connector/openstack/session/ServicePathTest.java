package io.nephoscope.connector.openstack.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.connector.openstack.cloud.CloudException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePathTest {

    @ParameterizedTest
    @CsvSource({
        "http://c:9292,                    /v2/images,                  http://c:9292/v2/images",
        "http://c:9292/,                   /v2/images,                  http://c:9292/v2/images",
        "http://c:9292/v2,                 /v2/images,                  http://c:9292/v2/images",
        "https://c/image/v2/,              /v2/images,                  https://c/image/v2/images",
        "https://c/image,                  /v2/images?a=b,              https://c/image/v2/images?a=b",
        "https://c:8776/v3/p1,             /v3/{project}/volumes,       https://c:8776/v3/p1/volumes",
        "https://c/volume/v3,              /v3/{project}/volumes,       https://c/volume/v3/p1/volumes",
        "https://c/volume/v2/p1,           /v3/{project}/volumes,       https://c/volume/v3/p1/volumes",
        "https://c/volume/p1,              /v3/{project}/volumes,       https://c/volume/v3/p1/volumes",
        "http://[fd00::1]:8080/v1/AUTH_p1, /v1/AUTH_other,              http://[fd00::1]:8080/v1/AUTH_other",
        "http://c/swift/v1,                /v1/AUTH_other,              http://c/swift/v1/AUTH_other",
        "http://c:8080/AUTH_p1,            /v1/AUTH_other,              http://c:8080/v1/AUTH_other",
        "https://c/compute/v2.1,           /v2.1/servers/detail,        https://c/compute/v2.1/servers/detail",
        "https://c/identity,               /v3/projects?domain_id=d,    https://c/identity/v3/projects?domain_id=d",
    })
    void findsTheRootOfAServiceHoweverTheCatalogueHasIt(String endpoint, String path, String whole) throws Exception {
        assertThat(ServicePath.of(path).at(URI.create(endpoint), Optional.of("p1")))
                .hasToString(whole);
    }

    @Test
    void ofAPathThatNeedsAProjectItSaysSoWhereThereIsNone() {
        ServicePath path = ServicePath.of("/v3/{project}/volumes");

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> path.at(URI.create("http://c"), Optional.empty()))
                .withMessageContaining("configure project.name");
    }

    @Test
    void keepsParametersThatALinkForgets() {
        ServicePath page = ServicePath.of("/v3/volumes/detail?all_tenants=True&limit=1000&sort=a&sort=b");

        assertThat(page.next("http://x/v3/p/volumes/detail?limit=10&marker=m"))
                .contains(new ServicePath("/v3/volumes/detail", "limit=10&marker=m&all_tenants=True&sort=a&sort=b"));
    }
}
