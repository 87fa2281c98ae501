package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Subject;
import org.junit.jupiter.api.Test;

class SubjectFormsTest {

    private final Subject subject = Subject.of("vm-1");
    private final int size = new SubjectForm(Driver.MESSAGING, subject).size();

    @Test
    void encodesASubjectOnce() {
        SubjectForms forms = new SubjectForms(Driver.MESSAGING, 2L * size);

        SubjectForm first = forms.of(subject);

        assertThat(forms.of(subject)).isSameAs(first);
    }

    @Test
    void tellsEqualSubjectsApart() {
        SubjectForms forms = new SubjectForms(Driver.MESSAGING, 2L * size);
        Subject equal = Subject.of("vm-1");

        SubjectForm first = forms.of(subject);

        assertThat(forms.of(equal)).isNotSameAs(first);
        assertThat(forms.size()).isEqualTo(2);
    }

    @Test
    void remembersNoMoreThanItsBound() {
        SubjectForms forms = new SubjectForms(Driver.MESSAGING, size);
        SubjectForm first = forms.of(subject);

        SubjectForm second = forms.of(Subject.of("vm-2"));

        assertThat(new String(second.identity, US_ASCII)).contains("vm-2");
        assertThat(forms.size()).isEqualTo(1);
        assertThat(forms.of(subject)).isSameAs(first);
    }
}
