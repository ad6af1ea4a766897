/** A status page in the organisation file (api.md, section 3): known by its name, its components by theirs. */
import { z } from 'zod';
import { line, name } from '../platform/wire.ts';

/** A host name with at least one dot, without a port. */
export const pageHost = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'is no host name');

export const pageColour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'is no colour such as #0b5fff');

/** How a part of the product is called outside. */
export const componentSettings = z.strictObject({
  name: line(120),
  about: z.string().trim().max(500),
  group: line(120).nullable(),
  /** What it stands on. */
  services: z.array(name).max(50),
});

/** Of a page, as a screen and the file say them. */
export const pageSettings = z.strictObject({
  title: line(120),
  /** A host of its own, such as status.example.org, that leads to this server. */
  host: pageHost.nullable(),
  /** Of the head of the page. */
  colour: pageColour.nullable(),
  /** What stands in the head in the place of a picture; the title where it is empty. */
  logo: z.string().trim().max(60),
  /** Whether somebody else has to agree before an update stands on the page. */
  twoPersons: z.boolean(),
  /** `impact`: components show what the impact of incidents says of their services, without anybody's doing. */
  follows: z.enum(['nothing', 'impact']),
});

const component = z
  .strictObject({
    ...componentSettings.partial({ about: true, group: true, services: true }).shape,
    /** Where it stands on one service. */
    service: name.optional(),
  })
  .refine((one) => one.service === undefined || one.services === undefined, 'name service or services');

/** What is left out stays as it is, and of a new page it is as a screen proposes it. */
export const statusPageItem = z.strictObject({
  name,
  title: line(120),
  /** False, and of a new page absent: for those who sign in. */
  public: z.boolean().optional(),
  ...pageSettings.omit({ title: true }).partial().shape,
  components: z.array(component).max(200).optional(),
});
export type StatusPageItem = z.output<typeof statusPageItem>;
