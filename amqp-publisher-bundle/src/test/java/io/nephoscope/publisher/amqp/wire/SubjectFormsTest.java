package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Subject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class SubjectFormsTest {

    private static final long ROOM = 1 << 20;

    private final Subject subject = Subject.of("vm-1");

    @Test
    void keepsNothingOfASubjectThatComesOnce() {
        SubjectForms forms = new SubjectForms(Driver.MESSAGING, ROOM);

        for (int i = 0; i < 100; i++) {
            assertThat(text(forms.of(Subject.of("vm-" + i)), SubjectForm::identity))
                    .contains("vm-" + i);
        }

        assertThat(forms.size()).isZero();
    }

    @Test
    void encodesASubjectThatComesAgainOnce() {
        SubjectForms forms = new SubjectForms(Driver.MESSAGING, ROOM);
        forms.of(subject);

        SubjectForm second = forms.of(subject);

        assertThat(forms.of(subject)).isSameAs(second);
        assertThat(forms.size()).isOne();
    }

    @Test
    void tellsEqualSubjectsApart() {
        SubjectForms forms = new SubjectForms(Driver.MESSAGING, ROOM);
        Subject equal = Subject.of("vm-1");
        forms.of(subject);
        forms.of(equal);

        assertThat(forms.of(equal)).isNotSameAs(forms.of(subject));
        assertThat(forms.size()).isEqualTo(2);
    }

    @Test
    void remembersNoMoreThanItsBound() {
        int size = new EncodedSubject(new SubjectWriter(Driver.MESSAGING).of(subject)).size();
        SubjectForms forms = new SubjectForms(Driver.MESSAGING, size);
        Subject other = Subject.of("vm-2");
        forms.of(subject);
        SubjectForm first = forms.of(subject);
        forms.of(other);

        assertThat(text(forms.of(other), SubjectForm::identity)).contains("vm-2");
        assertThat(forms.size()).isOne();
        assertThat(forms.of(subject)).isSameAs(first);
    }

    @Test
    void givesTheSameBytesRememberedOrNot() {
        Metadata metadata =
                Metadata.of(Map.of("z", List.of("ä", 1L), "a", Map.of("\"\\\n", "\ud83d\ude00 \ud800", "b", true)));
        Subject odd = new Subject("r\u00e9s\"1", Owner.of("u", null), metadata);
        for (Driver driver : Driver.values()) {
            SubjectWriter writer = new SubjectWriter(driver).of(odd);
            EncodedSubject encoded = new EncodedSubject(writer);
            List<BiConsumer<SubjectForm, Bytes>> parts = List.of(
                    SubjectForm::identity, SubjectForm::metadata, SubjectForm::signedResource, SubjectForm::signedUser);

            for (BiConsumer<SubjectForm, Bytes> part : parts) {
                assertThat(bytes(encoded, part)).isNotEmpty().isEqualTo(bytes(writer, part));
            }
        }
    }

    private static String text(SubjectForm form, BiConsumer<SubjectForm, Bytes> part) {
        return new String(bytes(form, part), US_ASCII);
    }

    private static byte[] bytes(SubjectForm form, BiConsumer<SubjectForm, Bytes> part) {
        Bytes bytes = new Bytes(1);
        part.accept(form, bytes);
        return bytes.copy();
    }
}
