package io.trunkline.e2e.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.guide.Guide.Block;

class CurlCommandTest {

    private final Shell shell = new Shell();

    @BeforeEach
    void setVariables() {
        shell.set("EDGE", "http://edge:1");
        shell.set("NUMBER", "+14155550142");
    }

    @Test
    void splitsWordsAsAShellDoes() {
        assertThat(shell.words("a 'b c'\"d $EDGE\"'$EDGE' \\\n  \"e\\\"f\" '' g\\ h"))
                .containsExactly("a", "b cd http://edge:1$EDGE", "e\"f", "", "g h");
    }

    @Test
    void expandsAVariableBetweenSingleQuotes() {
        assertThat(shell.words("-d '{\"to\": \"'$NUMBER'\"}'")).containsExactly("-d", "{\"to\": \"+14155550142\"}");
    }

    @Test
    void rejectsUnsupportedSyntax() {
        assertThatIllegalArgumentException().isThrownBy(() -> shell.words("curl $OTHER")).withMessageContaining("$OTHER");
        assertThatIllegalArgumentException().isThrownBy(() -> shell.words("curl 'open"));
        assertThatIllegalArgumentException().isThrownBy(() -> shell.words("curl x | jq"));
        assertThatIllegalArgumentException().isThrownBy(() -> curl("curl --compressed $EDGE"))
                .withMessageContaining("--compressed");
    }

    @Test
    void parsesAPost() {
        CurlCommand curl = curl("curl -s -X PUT \"$EDGE/a?b=c\" -H 'Content-Type: application/json' \\\n  -d '{\"d\": 1}'");
        assertThat(curl.method()).isEqualTo("PUT");
        assertThat(curl.uri()).hasToString("http://edge:1/a?b=c");
        assertThat(curl.headers()).isEqualTo(Map.of("Content-Type", "application/json"));
        assertThat(curl.body()).isEqualTo("{\"d\": 1}");
    }

    @Test
    void sendsDataAsFormOrQuery() {
        CurlCommand posted = curl("curl $EDGE/x -d a=1 --data-urlencode number=$NUMBER");
        assertThat(posted.method()).isEqualTo("POST");
        assertThat(posted.body()).isEqualTo("a=1&number=%2B14155550142");
        assertThat(posted.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
        CurlCommand got = curl("curl -G $EDGE/x --data-urlencode number=$NUMBER");
        assertThat(got.method()).isEqualTo("GET");
        assertThat(got.uri()).hasToString("http://edge:1/x?number=%2B14155550142");
        assertThat(got.body()).isEmpty();
    }

    @Test
    void readsBlocksWithTheirComments() {
        List<Block> blocks = Guide.blocks(List.of("# T", "<!-- setup -->", "```bash", "A=1", "```", "text",
                "<!-- expect: 201; X=a.b; Y=c[0].d -->", "```bash", "curl x \\", "  -d y", "```", "```json", "{}", "```"));
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(0).isSetup()).isTrue();
        assertThat(blocks.get(1).line()).isEqualTo(8);
        assertThat(blocks.get(1).expectedStatus()).isEqualTo(201);
        assertThat(blocks.get(1).captures()).isEqualTo(Map.of("X", "a.b", "Y", "c[0].d"));
        assertThat(blocks.get(1).script()).isEqualTo("curl x \\\n  -d y");
        assertThatIllegalArgumentException().isThrownBy(() -> new Block(3, "", "curl x").expectedStatus())
                .withMessageContaining("Line 3");
    }

    private CurlCommand curl(String command) {
        return CurlCommand.parse(shell.words(command));
    }
}
