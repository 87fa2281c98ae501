package io.nephoscope.connector.openstack.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.identity.Catalogue.Choice;
import io.nephoscope.connector.openstack.identity.Catalogue.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final Choice PUBLIC = new Choice(List.of("public"), "");

    private final Catalogue catalogue = new Catalogue(List.of(
            new Entry("volumev2", "volumev2", "public", "One", "http://c/v2/p"),
            new Entry("volumev3", "volumev3", "public", "One", "http://c/v3/p"),
            new Entry("volumev3", "volumev3", "internal", "One", "http://i/v3/p"),
            new Entry("volumev3", "volumev3", "public", "Two", "http://two/v3/p"),
            new Entry("sharev2", "sharev2", "public", "One", "http://c/share"),
            new Entry("broken", "broken", "public", "One", "http://$(host)s/")));

    @ParameterizedTest
    @CsvSource({
        "block-storage, public, '', http://c/v3/p",
        "volumev3, public, '', http://c/v3/p",
        "volumev2, public, '', http://c/v2/p",
        "volume, public, '', http://c/v3/p",
        "volumev3, public, Two, http://two/v3/p",
        "volumev3, internal, One, http://i/v3/p",
        "shared-file-system, public, One, http://c/share",
    })
    void findsAServiceByAnyOfItsNames(String type, String facing, String region, String url) throws Exception {
        assertThat(catalogue.endpoint(type, new Choice(List.of(facing), region)))
                .hasToString(url);
    }

    @Test
    void takesTheNextInterfaceWhereTheFirstIsNotThere() throws Exception {
        Choice both = new Choice(List.of("internal", "public"), "One");

        assertThat(catalogue.endpoint("sharev2", both)).hasToString("http://c/share");
        assertThat(catalogue.endpoint("volumev3", both)).hasToString("http://i/v3/p");
        assertThat(catalogue.endpoints(both))
                .extracting(each -> each.url().toString())
                .containsExactly("http://c/v2/p", "http://i/v3/p", "http://c/share");
    }

    @Test
    void saysWhatThereIsInsteadOfWhatIsMissing() {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> catalogue.endpoint("sharev2", new Choice(List.of("admin"), "Three")))
                .withMessage("the catalogue has the service sharev2 not as admin in region Three, only public in One;"
                        + " set interface and region.name");
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> new Catalogue(List.of()).endpoint("image", PUBLIC))
                .withMessageContaining("came without a catalogue");
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> catalogue.endpoint("broken", PUBLIC))
                .withMessageContaining("correct it in Keystone");
    }
}
