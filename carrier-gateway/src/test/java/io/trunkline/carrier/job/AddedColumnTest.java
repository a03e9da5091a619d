package io.trunkline.carrier.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;

/** An upgrade adds columns while instances of the version before still claim jobs. */
@QuarkusTest
class AddedColumnTest extends GatewayTest {

    @AfterEach
    void removeTheColumn() {
        sql("alter table carrier_order drop column if exists added_later");
    }

    @Test
    void claimsJobsOfATableWithAColumnThatItDoesNotKnow() {
        sql("alter table carrier_order add column added_later text");

        assertThat(bought().e164()).isNotNull();
    }
}
