package io.trunkline.e2e.oracle;

import static io.trunkline.local.Service.PROVISIONING;

import org.assertj.core.api.SoftAssertions;

import io.trunkline.e2e.system.SystemUnderTest;

/** Balances are the sums of their transfers, every hold ends once, and captures match the numbers bought. */
final class MoneyCheck {

    private final SystemUnderTest system;
    private final SoftAssertions softly;

    MoneyCheck(SystemUnderTest system, SoftAssertions softly) {
        this.system = system;
        this.softly = softly;
    }

    void run() {
        none("wallets whose balance is not the sum of their transfers", """
                select w.workspace_id, w.balance_cents, w.held_cents, sum(t.amount_cents) filter (where t.kind = 'CREDIT')
                from wallet w left join transfer t using (workspace_id)
                group by w.workspace_id, w.balance_cents, w.held_cents
                having w.balance_cents <> coalesce(sum(case t.kind when 'CREDIT' then t.amount_cents
                    when 'CAPTURE' then -t.amount_cents end), 0)
                  or w.held_cents <> coalesce(sum(case t.kind when 'HOLD' then t.amount_cents
                    when 'CAPTURE' then -t.amount_cents when 'VOID' then -t.amount_cents end), 0)""");
        none("wallets that still hold money", "select * from wallet where held_cents <> 0");
        none("holds that did not end exactly once, with all they held", """
                select h.id, count(r.id), min(r.amount_cents), h.amount_cents
                from transfer h left join transfer r on r.hold_id = h.id
                where h.kind = 'HOLD' group by h.id, h.amount_cents
                having count(r.id) <> 1 or min(r.amount_cents) <> h.amount_cents""");
        none("wallets that were below zero at some moment", """
                select * from (select workspace_id, created_at,
                    sum(case kind when 'CREDIT' then amount_cents when 'CAPTURE' then -amount_cents else 0 end)
                      over movements as balance,
                    sum(case kind when 'CREDIT' then amount_cents when 'HOLD' then -amount_cents
                        when 'VOID' then amount_cents else 0 end) over movements as available
                  from transfer window movements as (partition by workspace_id order by created_at, id)) as moment
                where balance < 0 or available < 0""");
        none("workspaces whose captures are not the numbers they bought", """
                select workspace_id, count(distinct o.id) as bought, count(distinct t.id) as captured
                from (select id, workspace_id from operation where kind = 'PURCHASE' and state = 'COMPLETED') o
                full join (select id, workspace_id from transfer where kind = 'CAPTURE') t using (workspace_id)
                group by workspace_id having count(distinct o.id) <> count(distinct t.id)""");
        none("operations that need attention", "select id, kind, step from operation where state = 'NEEDS_ATTENTION'");
    }

    private void none(String what, String sql) {
        softly.assertThat(system.database(PROVISIONING).rows(sql)).as(what).isEmpty();
    }
}
