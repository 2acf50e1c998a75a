import { tellStory } from './tell.ts';

tellStory('workflow');
