// What campaigns are measured with: written straight into the database, which nobody has open meanwhile.

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rewrites } from '../support/database';
import type { House } from './house';

const run = promisify(execFile);

/** What each engine has its own words for. */
interface Engine {
  uuid: (id: string) => string;
  /** The version `v` of the campaign that is copied, by the name of the copy. */
  renamed: string;
}

const SQLITE: Engine = { uuid: (id) => `x'${id.replaceAll('-', '')}'`, renamed: `json_set(v.body, '$.name', k.name || ' ' || c.number)` };
const POSTGRES: Engine = {
  uuid: (id) => `'${id}'::uuid`,
  renamed: `jsonb_set(v.body::jsonb, '{name}', to_jsonb(k.name || ' ' || c.number))::text`,
};

export interface Filled {
  slug: string;
  campaigns: string[];
  /** Partners who may propose a change of each. */
  operators: string[];
}

export class Fill {
  private constructor(
    private readonly engine: Engine,
    private readonly writes: (statements: string) => Promise<unknown>,
  ) {}

  static sqlite(house: House): Fill {
    return new Fill(SQLITE, (statements) => rewrites(join(house.data, 'keyholder.db'), (database) => database.exec(statements)));
  }

  static postgres(house: House, database: string): Fill {
    return new Fill(POSTGRES, async (statements) => {
      const file = join(house.data, 'fill.sql');
      await writeFile(file, `${statements}\nVACUUM ANALYZE;\n`);
      await run('psql', ['--quiet', '--set=ON_ERROR_STOP=1', `--file=${file}`, database]);
    });
  }

  /** So many copies of the campaigns that the demo runs there, partners who operate them all, and nothing that waits. */
  async center(slug: string, count: number, operators: string[]): Promise<Filled> {
    const campaigns = Array.from({ length: count }, () => randomUUID());
    await this.writes(`${this.copies(slug, campaigns)}\n${this.operate(operators)}`);
    return { slug, campaigns, operators };
  }

  /** Takes back the mails that did not leave yet: each costs what is measured next. */
  async mailsNobody(): Promise<void> {
    await this.writes("DELETE FROM outbox WHERE state = 'queued';");
  }

  private copies(slug: string, ids: string[]): string {
    const { uuid, renamed } = this.engine;
    return `
      CREATE TEMPORARY TABLE originals AS
      SELECT k.id, row_number() OVER (ORDER BY k.id) - 1 AS turn, count(*) OVER () AS many
        FROM campaigns k
        JOIN business_centers b ON b.id = k.center_id
       WHERE b.slug = '${slug}' AND k.status <> 'deleted' AND k.budget IS NOT NULL;
      CREATE TEMPORARY TABLE copies AS
      SELECT n.column1 AS id, n.column2 AS number, o.id AS original
        FROM (VALUES ${ids.map((id, at) => `(${uuid(id)}, ${10_001 + at})`).join(', ')}) n
        JOIN originals o ON n.column2 % o.many = o.turn;
      INSERT INTO campaigns (id, center_id, ad_account_id, name, sort_key, objective, budget_kind, budget, starts_at, ends_at, status,
                             note, version, responsible_id, saved_by, saved_at)
      SELECT c.id, k.center_id, k.ad_account_id, k.name || ' ' || c.number, k.sort_key || ' ' || c.number, k.objective, k.budget_kind,
             k.budget, k.starts_at, k.ends_at, k.status, k.note, 1, k.responsible_id, k.saved_by, k.saved_at + c.number
        FROM copies c
        JOIN campaigns k ON k.id = c.original;
      INSERT INTO campaign_versions (campaign_id, version, body, saved_by, saved_at)
      SELECT c.id, 1, ${renamed}, k.saved_by, k.saved_at + c.number
        FROM copies c
        JOIN campaigns k ON k.id = c.original
        JOIN campaign_versions v ON v.campaign_id = k.id AND v.version = k.version;
      DELETE FROM change_requests
       WHERE state = 'waiting' AND center_id IN (SELECT id FROM business_centers WHERE slug = '${slug}');
      DROP TABLE copies;
      DROP TABLE originals;`;
  }

  private operate(partners: string[]): string {
    const those = partners.map(this.engine.uuid).join(', ');
    return `
      UPDATE partners
         SET modules = modules | 2, linked_advertiser_id = '701244989999', linked_at = state_at, link_state = 'approved',
             link_state_at = state_at,
             link_state_by = (SELECT a.id FROM partners a
                               WHERE a.center_id = partners.center_id AND a.state = 'active' AND a.level = 'admin'
                               ORDER BY a.state_at LIMIT 1)
       WHERE id IN (${those});
      INSERT INTO asset_grants (center_id, partner_id, asset_id, role, granted_by, granted_at)
      SELECT p.center_id, p.id, a.id, 'operator', 'Ada Lindqvist', p.state_at
        FROM partners p
        JOIN assets a ON a.center_id = p.center_id AND a.kind = 'ad_account'
       WHERE p.id IN (${those})
          ON CONFLICT (partner_id, asset_id) DO UPDATE SET role = 'operator', ends_at = NULL;`;
  }
}
