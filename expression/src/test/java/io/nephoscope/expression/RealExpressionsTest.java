package io.nephoscope.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nephoscope.expression.PythonOracle.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Constructs that public definitions of pollsters are made of, on data that fits and on data that does not. */
class RealExpressionsTest {

    private static final List<String> EXPRESSIONS = List.of(
            "value.split('$')[0].strip()",
            "value.split ('$')",
            "value or {'id': ''}",
            "','.join(value)",
            "value.get('href').replace('http:', 'https:')",
            "[link for link in value if link.get('rel') == 'next']",
            "list(filter(lambda v: v.get('rel') == 'next', value))",
            "value[0] if value else {}",
            "1 if value['status'] == 'ACTIVE' else 0",
            "value['x'] if 'x' in value else ''",
            "int(value['meta'].get('iops', 100)) * value['size'] if 'meta' in value else value['size'] * 3",
            "1 if value == 'true' else 0",
            "2**(32 - int(value.split('/')[1]))",
            "value if value >= 0 else 0",
            "1 if value and 'network_id' in value and value['network_id'] == 'n1' else 0",
            "value.split('\\n')[1]",
            "value.split(':')[1]",
            "value / 1024",
            "value // 1000",
            "value % 1000",
            "value * 1024 ** 3",
            "str(value).zfill(8)",
            "re.sub('[$].*', '', value)",
            "'%d GiB' % value",
            "sorted(value, reverse=True)",
            "(value or 'without a name').upper()[:20]",
            "[a['addr'] for n in value.values() for a in n if a['version'] == 4]",
            "'aws s3api list-objects --starting-token \"' + value + '\"'",
            "'/v3/projects/' + str(value['project_id'])",
            "'get-vm --vm-name ' + str(value['by_name']['project_name']['metadata']['id'])");

    private static final List<String> DATA = List.of(
            "\" 00ab$00ab \"",
            "null",
            "\"10.0.0.0/24\"",
            "\"a:1\\nb:2\"",
            "true",
            "-7",
            "1536.5",
            "[]",
            "[\"b\", \"a\"]",
            "[{\"rel\": \"prev\", \"href\": \"P\"}, {\"rel\": \"next\", \"href\": \"http://h\"}]",
            "{\"href\": \"http://h\", \"status\": \"ACTIVE\", \"size\": 5, \"meta\": {\"iops\": \"20\"}, \"project_id\": 7}",
            "{\"size\": 2, \"status\": \"x\", \"x\": [1], \"network_id\": \"n1\"}",
            "{\"net\": [{\"addr\": \"10.0.0.1\", \"version\": 4}, {\"addr\": \"::1\", \"version\": 6}]}",
            "{\"by_name\": {\"project_name\": {\"metadata\": {\"id\": \"i\"}}}}");

    @Test
    void equalPythonOnAllData() throws Exception {
        assumeTrue(PythonOracle.isThere(), "there is no python3");
        List<Question> questions = new ArrayList<>();
        for (String expression : EXPRESSIONS) {
            for (String data : DATA) {
                questions.add(new Question(expression, java.util.Collections.singletonMap("value", Json.parse(data))));
            }
        }

        try (PythonOracle python = new PythonOracle()) {
            List<String> answers = python.ask(questions);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(ours(questions.get(i))).as("%s", questions.get(i)).isEqualTo(kind(answers.get(i)));
            }
        }
    }

    /** A value, or the kind of error without its message. Where Python's memory ends, a limit of ours does. */
    private static String kind(String answer) {
        String kind = answer.startsWith("!") ? answer.substring(0, answer.indexOf(' ')) : answer;
        return kind.equals("!MemoryError") ? "!Limit" : kind;
    }

    private static String ours(Question question) throws SyntaxException {
        Map<String, Object> variables = question.variables();
        try {
            Expression expression = Expression.parse(question.expression(), variables.keySet());
            return "=" + PythonOracle.shown(expression.evaluate(variables, EvaluationLimits.DEFAULT));
        } catch (EvaluationException e) {
            return "!" + e.kind().text();
        }
    }
}
