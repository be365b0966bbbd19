/** How many bytes a paper of the shop's own may have, and all papers of one answer together. Source: office dossier section 3.6. */
export const PAPER_BYTES_MAX = 2 * 1024 * 1024;
export const PAPERS_BYTES_MAX = 8 * 1024 * 1024;
